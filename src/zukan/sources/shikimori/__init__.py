"""Shikimori's relational dump: works with their cast and staff."""
