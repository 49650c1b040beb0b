"""AniList's titles in many scripts, by MyAnimeList's ids."""
