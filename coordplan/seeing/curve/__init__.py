"""curve: planned and actual progress over the period."""
