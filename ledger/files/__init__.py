"""Other file formats, read into values or written from them."""
