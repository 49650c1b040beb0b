"""`zukan provenance`: who says what of an entity."""

from collections.abc import Iterator
from datetime import UTC, datetime

from zukan.commands.corrections import EntityId, OfKind
from zukan.commands.terminal import fail, output
from zukan.sources.provenance import Group, Said, Voice
from zukan.sources.provenance import provenance as provenance_of

LONGEST_VALUE = 60  # characters


def provenance(kind: OfKind, entity_id: EntityId) -> None:
    """Say for each group of fields which source is believed, since when, by which import, and what others say."""
    groups = provenance_of(kind.value, entity_id)
    if not groups:
        fail(f"Nothing speaks of {kind.value} {entity_id}.")
    for group in groups:
        for line in lines_of(group):
            output.print(line, markup=False)


def lines_of(group: Group) -> Iterator[str]:
    """Yield a group of fields as text. `>` marks what is believed."""
    yield group.name
    for voice in group.voices:
        yield f"  {voice.name}{origin(voice)}"
        for said in voice.said:
            yield f"  {'>' if said.is_believed else ' '} {said.field}: {shown(said)}  {day(said.observed_at)}"


def origin(voice: Voice) -> str:
    """Return where a voice comes from, in words."""
    notes = [
        *(["edited here"] if voice.is_edit else []),
        *(["gone upstream"] if voice.is_gone else []),
        *([f"import {voice.run.pk}"] if voice.run is not None and not voice.is_edit else []),
    ]
    return f" ({', '.join(notes)})" if notes else ""


def shown(said: Said) -> str:
    """Return a value in a few words."""
    if said.value is None:
        return f"{said.amount:,} of a list"
    text = " ".join(str(said.value).split())
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def day(moment: int) -> str:
    """Return a day in UTC, "" when it is not known."""
    return f"[{datetime.fromtimestamp(moment, UTC):%Y-%m-%d}]" if moment else ""
