"""Reports as pages of typed cells, with no format: every view shows the same rows."""
