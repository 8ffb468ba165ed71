"""The rules: values in, values out."""
