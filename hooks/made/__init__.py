"""Files and facts made from the sources: downloads, redirects, pictures, the feed, what a page says of itself.

Comes in: sources, and Markdown from extensions. Functions give text or bytes; who writes them where is not known here.
"""
