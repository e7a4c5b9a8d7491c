"""What is shown, in no format: cells, pages, documents; and one module for each format."""
