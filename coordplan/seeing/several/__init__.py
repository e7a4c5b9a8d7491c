"""Several files, one look: what status, list, due, search and returns answer for many offices together."""
