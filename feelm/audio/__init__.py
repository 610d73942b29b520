"""The room ``audio``."""
