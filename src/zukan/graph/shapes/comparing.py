"""Filters that compare one column, by the suffixes of their arguments."""

from zukan.graph.shape import Among, Condition, Filter

COMPARISONS = {"": "=", "_not": "<>", "_greater": ">", "_lesser": "<"}


def compared(name: str, column: str, type_: str, suffixes: tuple[str, ...]) -> dict[str, Condition]:
    """Return the filters of a column by an argument and its suffixes. type_: PostgreSQL's name of the column's type."""
    filters: dict[str, Condition] = {}
    for suffix in suffixes:
        if suffix in ("_in", "_not_in"):
            filters[name + suffix] = Among(f"{{e}}.{column}", f"{type_}[]", negated=suffix == "_not_in")
        elif suffix == "_like":
            filters[name + suffix] = Filter(f"cast({{e}}.{column} as text) like :value", "text")
        else:
            filters[name + suffix] = Filter(f"{{e}}.{column}{COMPARISONS[suffix]}:value", type_)
    return filters
