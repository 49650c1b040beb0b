"""Claims: what a source said of an entity, field by field, with the time of each.

`{"episodes": [observed_at, 13], "genres": [observed_at, ["Action"]], "characters": {"314498": {"role": [at, "MAIN"]}}}`

A list that an answer always holds whole is one claim. A list that an answer may hold in part is a map by the
natural key of its elements. Folding takes the later claim of two, and the greater of two at one time, so the
order and the number of times in which claims arrive cannot matter.
"""

from collections.abc import Container, Iterable, Iterator
from functools import cache
from typing import Any, TypeAlias, TypedDict, get_args, get_origin

import msgspec

from zukan.sources.records import KIND_OF_RECORD, RECORD_OF_KIND, AnyRecord, Part

Claims: TypeAlias = dict[str, Any]  # field -> [observed_at, value], or key -> Claims for the elements of a list
KEY_SEPARATOR = "\x1f"
HEADER = frozenset({"kind", "source", "key", "observed_at", "ids"})


def canonical(value: Any) -> bytes:
    """Return one text for one value, whatever the order of its keys."""
    return msgspec.json.encode(value, order="sorted")


@cache
def claims_reader(fields: tuple[str, ...]) -> "msgspec.json.Decoder[Claims]":
    """Return what reads claims that are kept as JSON. fields: the others are passed over; (): all are read."""
    of_fields: Any = TypedDict  # a type that is made here has no other
    return msgspec.json.Decoder(of_fields("Read", dict.fromkeys(fields, Any), total=False) if fields else Claims)


def fold(known: Claims, said: Claims) -> bool:
    """Fold `said` into `known`, in place. Return whether `known` changed."""
    changed = False
    for field, claim in said.items():
        held = known.get(field)
        if held is None:
            known[field] = claim
            changed = True
        elif isinstance(claim, dict):
            changed |= fold(held, claim)
        elif claim != held and wins(claim, held):
            known[field] = claim
            changed = True
    return changed


def wins(claim: list[Any], held: list[Any]) -> bool:
    """Return whether a claim replaces another of the same source: the later one, at one time the greater value."""
    if claim[0] != held[0]:
        return bool(claim[0] > held[0])
    return canonical(claim[1]) > canonical(held[1])


@cache
def element_type(record: type[msgspec.Struct], field: str) -> type[Part] | None:
    """Return the type of a keyed list's elements, None for a field that is one claim."""
    annotations = [info.type for info in msgspec.structs.fields(record) if info.name == field]
    for option in (part for annotation in annotations for part in (get_args(annotation) or (annotation,))):
        if get_origin(option) is list:
            element = get_args(option)[0]
            if isinstance(element, type) and issubclass(element, Part) and element.KEY:
                return element
    return None


@cache
def element_types(struct: type[msgspec.Struct]) -> dict[str, type[Part]]:
    """Return the fields of a struct that are keyed lists, with the types of their elements."""
    found = {name: element_type(struct, name) for name in struct.__struct_fields__}
    return {name: element for name, element in found.items() if element is not None}


@cache
def key_defaults(struct: type[Part]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of an element's natural key, with what stands for one that is not written."""
    defaults = {info.name: info.default for info in msgspec.structs.fields(struct)}
    return tuple((name, defaults[name]) for name in struct.KEY)


def claims_of(record: AnyRecord) -> Claims:
    """Return what a record says as claims."""
    claims = content_claims(type(record), msgspec.to_builtins(record), HEADER, record.observed_at)
    ids: Claims = {f"{site}{KEY_SEPARATOR}{key}": {} for site, keys in record.ids.items() for key in keys}
    return claims | {"ids": ids} if ids else claims


def content_claims(
    struct: type[msgspec.Struct], content: dict[str, Any], header: Container[str], observed_at: int
) -> Claims:
    """Return the claims of a record or of an element of one of its lists, from its fields that are not the default."""
    claims: Claims = {}
    elements = element_types(struct)
    for name, value in content.items():
        if name in header or value is None:
            continue
        element = elements.get(name)
        if element is None:
            claims[name] = [observed_at, value]
        elif value:  # a part of a list with nothing in it says nothing
            claims[name] = {
                element_key(element, part): content_claims(element, part, element.KEY, observed_at) for part in value
            }
    return claims


def element_key(element: type[Part], content: dict[str, Any]) -> str:
    """Return the natural key of an element as text."""
    return KEY_SEPARATOR.join(str(content.get(name, default)) for name, default in key_defaults(element))


def folded(records: Iterable[AnyRecord]) -> dict[tuple[str, str, str], Claims]:
    """Fold records together: (source, kind, key) -> claims."""
    result: dict[tuple[str, str, str], Claims] = {}
    for record in records:
        fold(result.setdefault((record.source, KIND_OF_RECORD[type(record)], record.key), {}), claims_of(record))
    return result


def records_of(source: str, kind: str, key: str, claims: Claims) -> Iterator[AnyRecord]:
    """Write claims as records again, one for each time of observation, oldest first."""
    by_time: dict[int, dict[str, Any]] = {}
    record_type = RECORD_OF_KIND[kind]
    scatter(record_type, claims, (), by_time)
    for at in sorted(by_time):
        content = assemble(record_type, by_time[at])
        yield msgspec.convert({"kind": kind, "source": source, "key": key, "observed_at": at, **content}, record_type)


def scatter(
    struct: type[msgspec.Struct], claims: Claims, path: tuple[str, ...], by_time: dict[int, dict[str, Any]]
) -> None:
    """Sort the claims of a struct by their time of observation, each under its path of field names and keys."""
    for name, claim in claims.items():
        if isinstance(claim, list):
            place(by_time.setdefault(claim[0], {}), (*path, name), claim[1])
            continue
        element = element_type(struct, name)
        for key, inner in claim.items():
            if inner and element is not None:
                scatter(element, inner, (*path, name, key), by_time)
            else:
                place(by_time.setdefault(0, {}), (*path, name, key), {})


def place(tree: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Put a value into nested dictionaries."""
    for step in path[:-1]:
        tree = tree.setdefault(step, {})
    tree.setdefault(path[-1], value)


def assemble(struct: type[msgspec.Struct], tree: dict[str, Any]) -> dict[str, Any]:
    """Turn maps by natural key back into lists."""
    content = dict(tree)
    for name in tree:
        element = element_type(struct, name)
        if element is not None:
            content[name] = [
                {**assemble(element, inner), **key_fields(element, key)} for key, inner in sorted(tree[name].items())
            ]
    if "ids" in tree:
        content["ids"] = ids_by_site(tree["ids"])
    return content


def ids_by_site(keys: Iterable[str]) -> dict[str, list[str]]:
    """Return site -> keys from the joined keys of claims."""
    sites: dict[str, list[str]] = {}
    for joined in sorted(keys):
        site, key = joined.split(KEY_SEPARATOR, 1)
        sites.setdefault(site, []).append(key)
    return sites


def key_fields(element: type[Part], key: str) -> dict[str, Any]:
    """Return the fields that a natural key was made of, with their types."""
    types = {info.name: info.type for info in msgspec.structs.fields(element)}
    texts = dict(zip(element.KEY, key.split(KEY_SEPARATOR), strict=True))
    return {name: key_value(types[name], text) for name, text in texts.items()}


def key_value(annotation: Any, text: str) -> Any:
    """Return the value that a part of a natural key stands for."""
    if annotation is bool:
        return text == "True"
    plain = get_args(annotation)[0] if get_args(annotation) else annotation
    return int(text) if plain is int else text
