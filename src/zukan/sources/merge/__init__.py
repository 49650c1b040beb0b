"""From claims to the catalogue: keep them, find what they speak of, and write what is believed.

`keep` stores claims and marks the entities they touch; `bring_up_to_date` writes these entities. Each batch is one
transaction, so that a stopped import leaves a whole catalogue, and the next one goes on where it ended.
"""

from zukan.sources.merge.keeping import Entry, Outcome, keep
from zukan.sources.merge.updating import bring_up_to_date, outdated_count

__all__ = ["Entry", "Outcome", "bring_up_to_date", "keep", "outdated_count"]
