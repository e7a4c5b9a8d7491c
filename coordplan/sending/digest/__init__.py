"""digest: what is new, for a mail."""
