"""The documented ID procedures as an executable specification, with a simulator to run it on."""

__version__ = "0.1.0"
