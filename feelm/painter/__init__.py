"""The room ``painter``."""
