"""The room ``composer``."""
