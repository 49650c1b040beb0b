"""One answer on its way to records: its resources, and what they are linked to."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from zukan.sources.kitsu.shape import Document, Mapping, Pointer, Relationship, Resource

T = TypeVar("T")


class Answer:
    """The resources of an answer by type and id."""

    def __init__(self, document: Document) -> None:
        own = document.data if isinstance(document.data, list) else [document.data] if document.data else []
        self.resources = {resource.pointer: resource for resource in (*document.included, *own)}
        self.mappings: dict[Pointer, list[Mapping]] = defaultdict(list)
        for resource in self.resources.values():
            item = resource.relationships.get("item", Relationship()).data
            if resource.type == "mappings" and isinstance(item, Pointer):
                self.mappings[item].append(attributes(resource, Mapping))

    def works(self) -> Iterator[Resource]:
        """Yield the works that the answer describes."""
        for resource in self.resources.values():
            if resource.type in {"anime", "manga"} and resource.attributes != b"{}":
                yield resource

    def linked(self, resource: Resource, name: str) -> list[Resource] | None:
        """Return all that a resource is linked to; None when the answer does not tell, or does not hold all of it."""
        data = resource.relationships.get(name, Relationship()).data
        if not isinstance(data, list) or any(pointer not in self.resources for pointer in data):
            return None
        return [self.resources[pointer] for pointer in data]

    def mappings_of(self, resource: Resource) -> list[Mapping]:
        """Return what a work is called elsewhere, told from either side."""
        linked = [attributes(one, Mapping) for one in self.linked(resource, "mappings") or ()]
        return linked + self.mappings[resource.pointer]

    def target(self, resource: Resource, name: str) -> Pointer | None:
        """Return the one thing that a resource is linked to."""
        data = resource.relationships.get(name, Relationship()).data
        return data if isinstance(data, Pointer) else None

    def described(self, pointer: Pointer | None) -> Resource | None:
        """Return a resource that the answer holds."""
        return self.resources.get(pointer) if pointer else None


def attributes(resource: Resource, shape: type[T]) -> T:
    """Return a resource's attributes. Raises msgspec.ValidationError that names resource and field."""
    try:
        return msgspec.json.decode(resource.attributes, type=shape)
    except msgspec.ValidationError as error:
        raise msgspec.ValidationError(f"{resource.type} {resource.id}: {error}") from None


def document_of(value: Any) -> Document:
    """Return the answer inside a recording. Raises msgspec.ValidationError that names the field."""
    inner = value.get("response", value) if isinstance(value, dict) else value
    return msgspec.json.decode(msgspec.json.encode(inner), type=Document)
