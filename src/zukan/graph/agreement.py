"""Proof that the schema, the shapes and the models agree: run at start-up, so a field cannot be half there."""

from collections.abc import Iterator

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLUnionType,
    is_leaf_type,
)

from zukan.graph.compile import node_edge
from zukan.graph.dialect import Kind
from zukan.graph.schema import schema
from zukan.graph.shape import (
    Address,
    Chosen,
    Column,
    Connection,
    Constant,
    Embed,
    Field,
    FuzzyDate,
    Made,
    Many,
    One,
    OneOfViewer,
    Pairs,
    Preferred,
    Shape,
    Source,
    Texts,
    Timed,
    Tree,
    Union,
    Viewed,
)
from zukan.graph.shapes.collection import GROUP, Collected
from zukan.graph.shapes.entries import COLLECTED
from zukan.graph.shapes.facets import FACETS, FACETS_ARGUMENTS, Faceted
from zukan.graph.shapes.roots import ROOTS, All, AllTexts, First, Keyed, Own, PageOf, Rendered

NAMES_OF_KIND = {Kind.INT: {"Int"}, Kind.TEXT: {"String", "CountryCode"}, Kind.BOOL: {"Boolean"}, Kind.FLOAT: {"Float"}}
WINDOW_ARGUMENTS = {"page", "perPage", "limit", "sort"}
NOT_FILTERS = {
    "minimumTagRank": "belongs to the filters of tags",
    "search": "replaces the rows",
    "version": "chooses an enum's members",
    "asHtml": "chooses the rendered text",
    "status": "is for moderators of AniList",
    "forceSingleCompletedList": "chooses the groups",
    "chunk": "is a page of all groups",
    "perChunk": "is the size of one",
    "resetNotificationCount": "would write, and reading writes nothing",
    "stylised": "titles are kept in one style",
}
UNSORTABLE = {
    "SEARCH_MATCH": "ranks only what was searched",
    "RELEVANCE": "has a meaning only within a work",
    "ROLE": "has a meaning only within a work",
    "ROLE_DESC": "has a meaning only within a work",
}


def prove_agreement() -> None:
    """Raise RuntimeError that lists what does not agree."""
    found = list(Agreement().disagreements())
    if found:
        raise RuntimeError("The schema and the shapes disagree: " + " ".join(found))


class Agreement:
    """Walks from Query through every shape once."""

    def __init__(self) -> None:
        self.seen: set[int] = set()

    def disagreements(self) -> Iterator[str]:
        """Yield a sentence for each field that the schema and the shapes see differently."""
        query = schema().query_type
        names = set(query.fields) if query else set()
        yield from (f"Query.{name} is in one of schema and shapes only." for name in sorted(names ^ set(ROOTS)))
        for root_name, root in ROOTS.items():
            match root:
                case First(source_of):
                    yield from self.arguments(f"Query.{root_name}", self.fields("Query")[root_name], source_of())
                    yield from self.shape(source_of().shape())
                case PageOf(lists):
                    for name, of in lists.items():
                        yield from self.arguments(f"Page.{name}", self.fields("Page")[name], of())
                case All(source_of):
                    yield from self.arguments(f"Query.{root_name}", self.fields("Query")[root_name], source_of())
                    yield from self.shape(source_of().shape())
                case Keyed(shape):
                    yield from self.shape(shape)
                case Faceted():
                    declared = query.fields["MediaFacets"].args if query else {}
                    odd = sorted(set(declared) ^ FACETS_ARGUMENTS)
                    yield from (f"MediaFacets({name}:) is in one of schema and conditions only." for name in odd)
                    yield from self.shape(FACETS)
                case Own(shape):
                    yield from self.shape(shape)
                case Collected():
                    yield from self.collection()
                case AllTexts() | Rendered():
                    pass

    def collection(self) -> Iterator[str]:
        """Yield what is odd about MediaListCollection, which has a compiler of its own."""
        declared = self.fields("Query")["MediaListCollection"]
        yield from self.arguments("Query.MediaListCollection", declared, COLLECTED)
        yield from self.shape(COLLECTED.shape())
        for name in sorted(set(self.fields("MediaListGroup")) ^ {*GROUP.fields, "entries"}):
            yield f"MediaListGroup.{name} is in one of schema and shapes only."

    def fields(self, type_: str) -> dict[str, GraphQLField]:
        found = schema().type_map[type_]
        assert isinstance(found, GraphQLObjectType)  # noqa: S101  # the SDL is ours
        return dict(found.fields)

    def shape(self, shape: Shape | Union) -> Iterator[str]:
        """Yield what a shape and its type disagree on, and all that is reached from it."""
        if id(shape) in self.seen:
            return
        self.seen.add(id(shape))
        if isinstance(shape, Union):
            yield from self.union(shape)
            return
        declared = self.fields(shape.type)
        for name in sorted(set(declared) ^ set(shape.fields)):
            yield f"{shape.type}.{name} is in one of schema and shapes only."
        for name, field in shape.fields.items():
            if name in declared:
                yield from self.field(f"{shape.type}.{name}", declared[name], field)

    def union(self, union: Union) -> Iterator[str]:
        """Yield what a union and its type disagree on."""
        declared = schema().type_map[union.type]
        known = {member.name for member in declared.types} if isinstance(declared, GraphQLUnionType) else set()
        shaped = {member.type for member in union.members.values()}
        yield from (f"{union.type} has {name} in one of schema and shapes only." for name in sorted(known ^ shaped))
        for member in union.members.values():
            yield from self.shape(member)

    def field(self, name: str, declared: GraphQLField, field: Field) -> Iterator[str]:
        type_, required = unwrapped(declared.type)
        if required and may_be_null(field):
            yield f"{name} is declared non-null, its column is not."
        match field:
            case Column(kind=kind) | Chosen(kind=kind) | Viewed(kind=kind):
                if not fits(kind, type_):
                    yield f"{name} is declared {type_} and written as {kind.value}."
            case Tree(shape_of):
                if str(type_) != "Json":
                    yield f"{name} is declared {type_} and written as a tree."
                yield from self.shape(shape_of())
            case Embed(shape):
                yield from self.object(name, type_, shape)
            case One(shape_of) | OneOfViewer(shape_of):
                yield from self.object(name, type_, shape_of())
            case Made(shape_of, is_list=is_list):
                inner = type_.of_type if is_list and isinstance(type_, GraphQLList) else type_
                yield from self.object(name, inner, shape_of())
                yield from self.sorts(name, declared, set(field.sorts) | set(UNSORTABLE))
            case Many(source_of):
                yield from self.arguments(name, declared, source_of())
                yield from self.object(
                    name, type_.of_type if isinstance(type_, GraphQLList) else type_, source_of().shape()
                )
            case Connection(source_of):
                yield from self.connection(name, declared, type_, source_of())
            case Constant() | Timed() | Address() | Preferred() | FuzzyDate() | Texts() | Pairs():
                pass

    def object(self, name: str, type_: GraphQLOutputType, shape: Shape | Union) -> Iterator[str]:
        if str(type_) != shape.type:
            yield f"{name} is declared {type_} and shaped as {shape.type}."
        yield from self.shape(shape)

    def connection(self, name: str, declared: GraphQLField, type_: GraphQLOutputType, source: Source) -> Iterator[str]:
        shape = source.shape()
        assert isinstance(shape, Shape)  # noqa: S101  # no union has a connection
        edge = source.edge or node_edge(shape)
        if str(type_) != f"{shape.type}Connection" or edge.type != f"{shape.type}Edge":
            yield f"{name} is declared {type_}; its source has {edge.type} and {shape.type}."
        yield from self.arguments(name, declared, source)
        yield from self.shape(edge)
        yield from self.shape(shape)

    def arguments(self, name: str, declared: GraphQLField, source: Source) -> Iterator[str]:
        """Yield arguments that nothing answers, filters that nobody can use, and sorts without an order."""
        known = {*source.filters, *NOT_FILTERS, *WINDOW_ARGUMENTS}
        yield from (f"{name}({unknown}:) has no filter." for unknown in sorted(set(declared.args) - known))
        yield from (
            f"{name} has a filter {extra} without argument."
            for extra in sorted(set(source.filters) - set(declared.args))
        )
        yield from self.sorts(name, declared, {*source.sorts, *UNSORTABLE})

    def sorts(self, name: str, declared: GraphQLField, known: set[str]) -> Iterator[str]:
        """Yield members of `sort` without an order."""
        if "sort" in declared.args:
            members = declared.args["sort"].type
            while isinstance(members, GraphQLList | GraphQLNonNull):
                members = members.of_type
            assert isinstance(members, GraphQLEnumType)  # noqa: S101  # the SDL is ours
            yield from (f"{name}(sort: {member}) has no order." for member in sorted(set(members.values) - known))


def unwrapped(type_: GraphQLOutputType) -> tuple[GraphQLOutputType, bool]:
    """Return a type without its `!`, and whether it had one."""
    return (type_.of_type, True) if isinstance(type_, GraphQLNonNull) else (type_, False)


def may_be_null(field: Field) -> bool:
    """Tell whether a field's value may be null."""
    match field:
        case Column(null=null):
            return null
        case Constant(json):
            return json == "null"
        case Viewed(otherwise=otherwise):
            return otherwise == "null"
        case Timed() | Address():
            return False
        case Made(is_list=is_list):
            return is_list
        case _:
            return True


def fits(kind: Kind, type_: GraphQLOutputType) -> bool:
    """Tell whether a column's kind is what a type is written as."""
    if kind is Kind.ENUM:
        return isinstance(type_, GraphQLEnumType)
    if kind is Kind.JSON:
        return str(type_) == "Json" or (isinstance(type_, GraphQLList) and is_leaf_type(type_.of_type))
    return str(type_) in NAMES_OF_KIND[kind]
