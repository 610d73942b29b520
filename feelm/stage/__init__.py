"""The room ``stage``."""
