"""Send out: what leaves the office."""
