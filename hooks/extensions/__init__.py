"""Markdown becomes a page: our extensions of Python-Markdown, and what the data files say as Markdown.

Comes in: sources. No generator, no check, no file is written. Every extension works wherever Python-Markdown does.
"""
