"""The full check of a file: a function for each rule, each of which yields what it finds.

Nothing here writes to the file, but ``repair``, which puts right what is derived or left over.
"""
