"""Other simulators of a login, measured in the same run: each in an environment of its own."""
