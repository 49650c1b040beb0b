"""Kitsu: recorded answers of its API."""
