"""AniList-shaped JSON: answers of its GraphQL API, recorded exchanges, and the site's own shape."""
