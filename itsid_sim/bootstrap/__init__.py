"""The one place where adapters meet the service."""
