"""Copies of MyAnimeList's catalogue, as tables."""
