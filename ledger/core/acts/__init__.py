"""What a treasurer does besides lending: acts as values, with the entries that they make."""
