"""The tables of LeoRigasaki/Anime-dataset: AniList's works, their numbers day by day, announced broadcasts."""
