"""What the project costs in time, measured: `make bench`."""
