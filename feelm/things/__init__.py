"""The room ``things``."""
