"""What a writer is told: file, line, what is wrong, what to write instead.

Comes in: sources, the repository, built pages. A check changes nothing and prints nothing; it gives problems.
A new one is called in everything.py, or in built_pages.py, and its row stands in tests/checks/test_catalogue.py.
"""
