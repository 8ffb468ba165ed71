"""A club's workbook: found, parsed and checked, as values."""
