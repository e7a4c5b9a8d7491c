"""periods: the reporting periods of a year."""
