"""The site over HTTP: pages, forms, the control API, and what guards them."""
