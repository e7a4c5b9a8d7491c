"""Tests of the file."""
