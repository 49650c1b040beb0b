"""What is known of a person in a reader's order. Plain values in, plain values out."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from zukan.web.wording import plural

Row = Mapping[str, Any]


def facts_of(person: Row) -> list[tuple[str, str]]:
    """Return names and values, without those that are not known; dates are not among them."""
    facts = (
        ("Occupation", ", ".join(person["primaryOccupations"] or ())),
        ("Active", years_active(person["yearsActive"] or ())),
        ("Language", person["languageV2"]),
        ("Home town", person["homeTown"]),
        ("Age", str(person["age"]) if person["age"] else ""),
        ("Gender", person["gender"]),
        ("Blood type", person["bloodType"]),
        ("Favorited by", plural(person["favourites"], "user") if person["favourites"] else ""),
    )
    return [(name, value) for name, value in facts if value]


def years_active(years: Sequence[int]) -> str:
    """Return `1985–2010`, or `since 1985` for whoever still is."""
    if not years:
        return ""
    return f"{years[0]}–{years[1]}" if len(years) > 1 and years[1] else f"since {years[0]}"


def credits_of(edges: Sequence[Row]) -> list[Row]:
    """Return each work once, with all that the person did in it; credits of a work stand one after the other."""
    together = ((node, list(some)) for node, some in groupby(edges, key=lambda edge: edge["node"]))
    return [{"node": node, "roles": ", ".join(edge["staffRole"] for edge in some)} for node, some in together]


def summary_of(person: Row) -> str:
    """Return one sentence for search engines and link previews."""
    counted = (
        (person["voiced"]["pageInfo"]["count"], "voice role"),
        (person["credited"]["pageInfo"]["count"], "credit"),
    )
    known = [plural(count, what) for count, what in counted if count]
    return f"{person['name']['full']}: {' and '.join(known) or 'facts'}."
