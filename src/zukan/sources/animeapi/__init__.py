"""animeApi: titles with the ids of many sites."""
