"""What staff see and do of the catalogue at `/admin/`: imports, what needs a look, decisions, corrections.

Every change goes through `zukan.sources.actions`. Who is staff may do all of it.
"""
