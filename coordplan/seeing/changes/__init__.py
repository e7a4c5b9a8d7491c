"""changes: what changed between two times."""
