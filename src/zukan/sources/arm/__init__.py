"""arm: which ids of MyAnimeList, AniList, Annict and Shoboi Calendar mean the same anime."""
