"""Files of claims in and out: text to records and back, every mistake with its place."""
