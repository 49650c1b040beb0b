"""What a recorded request tells about its answer.

The answer is rewritten with the schema's field names instead of aliases, and what the arguments imply is added where
the answer leaves it out: `media(type: ANIME)` says that each of its works is anime.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeAlias

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    parse,
)
from graphql import GraphQLError as GraphQLSyntaxProblem
from graphql.language import SelectionSetNode
from graphql.utilities import value_from_ast_untyped

Json: TypeAlias = dict[str, Any]
EDITORIAL_SORTS = {"RELEVANCE", "RELEVANCE_DESC"}  # the order in which the site shows cast and staff
EQUALITIES = (
    *("id", "idMal", "type", "format", "status", "source", "season", "seasonYear"),
    *("isAdult", "isLicensed", "countryOfOrigin"),
)
MOST_FIELDS = 10_000  # that a request may ask for in one place
RENDERED = ("description", "body", "summary")  # with asHtml: the site's rendering, not the source text


class Request:
    """A parsed request: its operation, fragments and variables."""

    def __init__(self, query: str, variables: Json, operation_name: str | None = None) -> None:
        document = parse(query, no_location=True)
        operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        named = [node for node in operations if node.name and node.name.value == operation_name]
        self.operation = (named or operations)[0]
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.variables = self.defaults() | variables
        self.selections: dict[int, list[FieldNode]] = {}

    def defaults(self) -> Json:
        """Return the defaults of the operation's variables."""
        declared = self.operation.variable_definitions or ()
        return {
            one.variable.name.value: value_from_ast_untyped(one.default_value) for one in declared if one.default_value
        }

    def fields(self, selection: SelectionSetNode | None) -> list[FieldNode]:
        """Return the fields of a selection, fragments opened, each once. Raises ValueError when they are too many."""
        found = self.selections.get(id(selection))
        if found is None:
            once = {id(node): node for node in islice(self.opened(selection), MOST_FIELDS + 1)}
            found = self.selections[id(selection)] = list(once.values())
        if len(found) > MOST_FIELDS:
            raise ValueError(f"the request asks for more than {MOST_FIELDS} fields in one place")
        return found

    def opened(self, selection: SelectionSetNode | None) -> Iterator[FieldNode]:
        """Yield the fields of a selection, fragments opened."""
        for node in selection.selections if selection else ():
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, InlineFragmentNode):
                yield from self.fields(node.selection_set)
            elif isinstance(node, FragmentSpreadNode) and node.name.value in self.fragments:
                yield from self.fields(self.fragments[node.name.value].selection_set)

    def arguments(self, node: FieldNode) -> Json:
        """Return the arguments that a field was given, variables filled in; null means "not given"."""
        values = {one.name.value: value_from_ast_untyped(one.value, self.variables) for one in node.arguments or ()}
        return {name: value for name, value in values.items() if value is not None}

    def roots(self, answer: Json) -> Iterator[tuple[str, Any]]:
        """Yield (root field, value) of an answer, told apart even where aliases name one field twice."""
        for node in self.fields(self.operation.selection_set):
            label = response_key(node)
            if label in answer:
                yield node.name.value, self.explained(node, answer[label])

    def explained(self, node: FieldNode, value: Any) -> Any:
        """Return a field's value in the schema's names, with what its arguments imply."""
        if isinstance(value, list):
            value = [self.renamed(node, item) if isinstance(item, dict) else item for item in value]
        elif isinstance(value, dict):
            value = self.renamed(node, value)
        imply = IMPLICATIONS.get(node.name.value)
        if imply is not None:
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict):
                    imply(item, self.arguments(node))
        return value

    def renamed(self, node: FieldNode, value: Json) -> Json:
        """Return an object with aliases turned into the schema's names."""
        result: Json = {}
        for field in self.fields(node.selection_set):
            label, name = response_key(field), field.name.value
            if label not in value or (name in RENDERED and self.arguments(field).get("asHtml")):
                continue
            inner = self.explained(field, value[label])
            result[name] = joined(result[name], inner) if name in result else inner
            if name == "relationType":
                result["relationTypeVersion"] = int(self.arguments(field).get("version", 1))
        return result


def response_key(node: FieldNode) -> str:
    """Return the key under which a field's value stands in the answer."""
    return node.alias.value if node.alias else node.name.value


def joined(first: Any, second: Any) -> Any:
    """Return two answers to one field as one: objects and lists are united, else the first that says something."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first | {name: joined(first[name], value) if name in first else value for name, value in second.items()}
    if isinstance(first, list) and isinstance(second, list):
        return first + [item for item in second if item not in first]
    return second if first is None else first


def of_media(media: Json, arguments: Json) -> None:
    """Equality filters hold for every work of the answer, or of the connection."""
    edges = [edge.get("node") for edge in media.get("edges") or () if isinstance(edge, dict)]
    works = [media] if "edges" not in media and "nodes" not in media else [*(media.get("nodes") or ()), *edges]
    for work in works:
        for name in EQUALITIES:
            if name in arguments and isinstance(work, dict):
                work.setdefault(name, arguments[name])


def of_entity(entity: Json, arguments: Json) -> None:
    """A lookup by id names the thing that was found."""
    if "id" in arguments:
        entity.setdefault("id", arguments["id"])


def of_child(child: Json, arguments: Json) -> None:
    """`mediaId` names the work of a review, an airing, a trend, a recommendation."""
    if "mediaId" in arguments and isinstance(child.setdefault("media", {}), dict):
        child["media"].setdefault("id", arguments["mediaId"])


def of_people(connection: Json, arguments: Json) -> None:
    """Note where a page of cast or staff starts, whether its order is the editors', and the role asked for."""
    edges = [edge for edge in connection.get("edges") or () if isinstance(edge, dict)]
    sorts = arguments.get("sort") or ["RELEVANCE"]
    editorial = bool(EDITORIAL_SORTS & set(sorts if isinstance(sorts, list) else [sorts]))
    if editorial and "role" not in arguments:
        connection["offset"] = (max(int(arguments.get("page", 1)), 1) - 1) * int(arguments.get("perPage", 25))
    else:
        connection["offset"] = None
    for edge in edges:
        if "role" in arguments:
            edge.setdefault("role", arguments["role"])


def of_voices(voice: Json, arguments: Json) -> None:
    """`voiceActors(language: …)` tells the language of each."""
    if "language" in arguments:
        person = voice.get("voiceActor", voice)
        if isinstance(person, dict):
            person.setdefault("languageV2", str(arguments["language"]).capitalize())


def of_studios(connection: Json, arguments: Json) -> None:
    """`studios(isMain: …)` is a part of the list, and tells the part."""
    if "isMain" in arguments:
        connection["partial"] = True
        for edge in connection.get("edges") or ():
            edge.setdefault("isMain", arguments["isMain"])


def of_list(holder: Json, arguments: Json) -> None:
    """`type` of a list holds for each of its entries' works."""
    if "type" not in arguments:
        return
    entries = [holder] if "media" in holder else []
    for group in holder.get("lists") or ():
        entries += (group or {}).get("entries") or ()
    for entry in entries:
        if isinstance(entry.get("media"), dict):
            entry["media"].setdefault("type", arguments["type"])


Implication: TypeAlias = Callable[[Json, Json], None]
IMPLICATIONS: dict[str, Implication] = {
    "Media": of_media,
    "media": of_media,
    "Character": of_entity,
    "Staff": of_entity,
    "Studio": of_entity,
    "airingSchedules": of_child,
    "AiringSchedule": of_child,
    "mediaTrends": of_child,
    "MediaTrend": of_child,
    "reviews": of_child,
    "Review": of_child,
    "recommendations": of_child,
    "Recommendation": of_child,
    "characters": of_people,
    "staff": of_people,
    "voiceActors": of_voices,
    "voiceActorRoles": of_voices,
    "studios": of_studios,
    "mediaList": of_list,
    "MediaList": of_list,
    "MediaListCollection": of_list,
}

__all__ = ["GraphQLSyntaxProblem", "Request"]
