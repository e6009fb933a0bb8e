"""Talking to a simulator over HTTP: a kept connection, and the control API with types."""
