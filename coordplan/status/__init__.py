"""Counts and rates become a report. Pure: numbers in, values out."""
