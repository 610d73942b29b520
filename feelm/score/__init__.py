"""The room ``score``."""
