"""Rules broken on purpose, and whether the specification notices."""
