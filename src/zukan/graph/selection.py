"""Which fields an object is asked for: fragments expanded, directives obeyed, equal keys merged."""

from collections.abc import Iterable, Mapping

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLUnionType,
    InlineFragmentNode,
    SelectionSetNode,
)

from zukan.graph.arguments import Arguments, Inputs
from zukan.graph.schema import schema

Selected = dict[str, list[FieldNode]]  # response key -> the places that ask for it


def is_of(type_: str, condition: str) -> bool:
    """Tell whether an object type is what a fragment is on, or a member of it."""
    if type_ == condition:
        return True
    union = schema().type_map.get(condition)
    return isinstance(union, GraphQLUnionType) and any(member.name == type_ for member in union.types)


class Selector:
    """Collects selections of one operation."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], inputs: Inputs) -> None:
        self.fragments = fragments
        self.inputs = inputs

    def collect(self, type_: str, sets: Iterable[SelectionSetNode | None]) -> Selected:
        """Return the fields that selection sets ask of an object type, in the order of the answer."""
        selected: Selected = {}
        for selections in sets:
            if selections:
                self._collect(type_, selections, selected)
        return selected

    def below(self, type_: str, nodes: Iterable[FieldNode]) -> Selected:
        """Return what is selected below a field, which several places may ask for."""
        return self.collect(type_, (node.selection_set for node in nodes))

    def _collect(self, type_: str, selections: SelectionSetNode, selected: Selected) -> None:
        for node in selections.selections:
            if not self._included(node.directives or ()):
                continue
            if isinstance(node, FieldNode):
                selected.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
                continue
            fragment = self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
            assert isinstance(fragment, FragmentDefinitionNode | InlineFragmentNode)  # noqa: S101  # no others exist
            if fragment.type_condition is None or is_of(type_, fragment.type_condition.name.value):
                self._collect(type_, fragment.selection_set, selected)

    def _included(self, directives: Iterable[DirectiveNode]) -> bool:
        for directive in directives:
            wanted = {"include": True, "skip": False}.get(directive.name.value)
            if wanted is not None and bool(Arguments(directive, self.inputs).value("if")) is not wanted:
                return False
        return True
