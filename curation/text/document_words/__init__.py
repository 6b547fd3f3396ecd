"""Words by which documents are read: names of their parts, headings of lists of contents, closing formulas, and words of citations.

A module has the name of the reader that works with its words.
"""
