"""Fribb/anime-lists: ids of many sites, and franchises."""
