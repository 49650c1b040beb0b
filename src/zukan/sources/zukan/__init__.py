"""Zukan's own interchange form: records themselves, one a line."""
