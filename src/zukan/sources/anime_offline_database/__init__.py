"""anime-offline-database: a weekly list of all anime, each with its pages on a dozen sites."""
