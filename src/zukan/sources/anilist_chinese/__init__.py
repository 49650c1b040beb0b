"""soruly's list of Chinese titles by AniList's ids."""
