"""The screens of the manual as diagrams and tables, drawn from the chart."""
