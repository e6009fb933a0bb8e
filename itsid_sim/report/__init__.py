"""What people read of a run: the page, the summary in the terminal, JUnit XML and the record."""
