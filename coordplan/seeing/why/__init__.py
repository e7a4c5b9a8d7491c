"""why: what is behind a figure, or behind one standing."""
