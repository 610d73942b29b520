"""The room ``post``."""
