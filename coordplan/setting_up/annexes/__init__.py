"""import: an annex (workbook, Word document, CSV) understood and taken into a plan."""
