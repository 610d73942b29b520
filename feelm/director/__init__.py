"""The room ``director``."""
