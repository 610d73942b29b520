"""The room ``render``."""
