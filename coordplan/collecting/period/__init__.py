"""period: reporting periods closed and opened again."""
