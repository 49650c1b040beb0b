"""AniDB's dump of titles."""
