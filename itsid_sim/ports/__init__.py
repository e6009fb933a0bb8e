"""What the service needs from outside, as protocols; adapters fulfil them."""
