"""From claims to the catalogue: keep them, find what they speak of, and write what is believed.

`keep` stores claims, `resolve_all` finds the entity of each record, `bring_up_to_date` writes the entities that
changed. Each batch is one transaction, so that a stopped import leaves a whole catalogue, and the next one goes on
where it ended.
"""
