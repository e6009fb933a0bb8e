"""The person at a browser (drivers), the tester beside them (stages), and behave's hooks."""
