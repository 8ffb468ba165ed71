"""Statements as values: every report and the table that draws it."""
