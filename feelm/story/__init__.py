"""The room ``story``."""
