"""Definitions in YAML: files to values and problems, values to files, and the schema for editors."""
