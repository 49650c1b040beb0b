"""The catalogue as files for others: AniList-shaped lines, which another Zukan reads back whole, and other forms."""
