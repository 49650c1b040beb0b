"""Relations between works, the same from both sides.

What a work's own record says of another stands. Where the other's record says nothing of the first, the counterpart is
inferred.
"""

from django.db.models import Q

from zukan.catalogue.models import MediaRelation
from zukan.sources.merge.writing import Key, Table, Values, Wanted, Written, write_rows

INVERSE = {
    "SOURCE": "ADAPTATION",
    "ADAPTATION": "SOURCE",
    "PREQUEL": "SEQUEL",
    "SEQUEL": "PREQUEL",
    "PARENT": "SIDE_STORY",
    "SIDE_STORY": "PARENT",
    "SPIN_OFF": "PARENT",
    "SUMMARY": "PARENT",
    "COMPILATION": "CONTAINS",
    "CONTAINS": "COMPILATION",
    **{name: name for name in ("ALTERNATIVE", "SAME_UNIVERSE", "CHARACTER", "OTHER")},
}
TABLE = Table(MediaRelation, ("media_id", "related_id", "relation_type"), ("is_inferred",), numbered=True)


def write_relations(works: set[int], said: Wanted) -> Written:
    """Write all relations from and to some works. said: what these works' own records say."""
    held = touching(works)
    wanted = Wanted(dict(said.rows), dict(said.ids))
    for key, (pk, (inferred,)) in held.items():
        if key[0] not in works and not inferred:
            wanted.add(key, (False,), pk)
    told = {(media, related) for media, related, _ in wanted.rows}
    for media, related, name in list(wanted.rows):
        if (related, media) not in told:
            wanted.add((related, media, INVERSE[name]), (True,))
    return write_rows(TABLE, works, wanted, held)


def touching(works: set[int]) -> dict[Key, tuple[int, Values]]:
    """Return the relations from and to works: key -> (primary key, values)."""
    rows = MediaRelation.objects.filter(Q(media__in=works) | Q(related__in=works))
    return {
        (media, related, name): (pk, (inferred,))
        for pk, media, related, name, inferred in rows.values_list("pk", *TABLE.key, *TABLE.columns)
    }
