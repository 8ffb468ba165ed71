"""Forms: fields, what is typed in them, and proof that they come from our own pages."""
