"""anime-relations: whose episodes other people count as whose."""
