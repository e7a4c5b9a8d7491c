"""Twelve annexes as offices lay them out, in words of our own, and what a careful secretary takes their rows for.

Four Word documents, five workbooks, three CSV files. Beside each row stands what it means; it was written before the
program was asked, and ``tests/setting_up/test_measured_layouts.py`` counts how many rows it reads so.
"""
