"""The pages of docs/reference/, printed from what they describe: `make docs-reference`."""
