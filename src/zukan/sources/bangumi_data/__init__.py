"""bangumi-data: titles in several languages, broadcast slots, licensed streaming sites, ids."""
