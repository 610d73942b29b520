"""The room ``affect``."""
