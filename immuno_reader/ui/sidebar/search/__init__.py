"""Searching the book: the field, what it finds, and the commands and headings it leads to."""
