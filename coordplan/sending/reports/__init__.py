"""report: the paper of a period."""
