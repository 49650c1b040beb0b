"""What can go wrong on the way out."""


class ExportError(Exception):
    """An export cannot be written. The message is for the person who asked for it."""
