"""Running the specification: which scenarios, against what, and what comes of it."""
