"""See: where things stand. The base that every other heading may read from."""
