"""What is done to the built pages: each is parsed once, goes through every step, and is written once.

Comes in: a folder of built pages, and the sources. No generator is known here, and nothing of a page's Markdown.
"""
