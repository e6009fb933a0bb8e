"""The ports fulfilled: SMTP, stores, dice and fixture files."""
