"""AniList's genres. What else other sites call a genre or a theme is a tag here."""

GENRES = frozenset(
    {
        *("Action", "Adventure", "Comedy", "Drama", "Ecchi", "Fantasy", "Hentai", "Horror", "Mahou Shoujo", "Mecha"),
        *("Music", "Mystery", "Psychological", "Romance", "Sci-Fi", "Slice of Life", "Sports", "Supernatural"),
        "Thriller",
    }
)
