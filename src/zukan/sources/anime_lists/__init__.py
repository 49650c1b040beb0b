"""Anime-Lists: where AniDB's anime stand on TheTVDB, TMDB and IMDb."""
