"""Bangumi: titles, statistics, episodes, cast and staff."""
