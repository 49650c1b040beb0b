"""Writing the index: all of it, or what changed. Only the worker does."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.db.models import Max

from zukan.accounts.models import User
from zukan.catalogue.models import Change
from zukan.search.entries import KINDS, Entry, entries, entries_of
from zukan.search.folder import (
    NoIndexError,
    State,
    damage_told,
    new_build,
    only_writer,
    read_state,
    remove_others,
    write_state,
)
from zukan.search.shelf import Shelf, ShelfWriter, mark_of

MOST_CHANGES = 20_000  # to follow: building anew is as quick, and leaves nothing behind
MOST_REWRITTEN = 0.5  # of the entities: what was written before takes room until the next build
ENTITIES_AT_ONCE = 1_000

Changes = dict[str, set[int]]  # kind -> ids


def build() -> str:
    """Build the index anew. Returns what was done, in a few words. Readers see it when it is whole."""
    with only_writer():
        return built()


def built() -> str:
    now = int(time.time())
    state = State(new_build(), last_change(), last_user(), now, now, {})
    entities = {kind: fill(state, kind) for kind in KINDS}
    write_state(replace(state, entities=entities).committed())
    remove_others()
    return f"built anew of {sum(entities.values()):,}"


def fill(state: State, kind: str) -> int:
    """Write all entities of a kind. Returns how many there are."""
    number = 0
    with ShelfWriter(state.folder(kind), large=True) as writer:
        for batch in entries(kind):
            writer.add(batch)
            number += len(batch)
        writer.commit()
    return number


def follow() -> str:
    """Bring the index up to date with the change log; build it when it is missing, damaged or far behind."""
    return mended(followed)


def compare() -> str:
    """Compare the index with all of the database, for what no log tells, and mend it."""
    return mended(compared)


def mended(step: Callable[[State], str]) -> str:
    """Do something to the index, or build it anew where that cannot be."""
    with only_writer():
        try:
            with damage_told():
                return step(sound_state())
        except NoIndexError as error:
            return f"{built()}: it was {error}"


def followed(state: State) -> str:
    change, user = last_change(), last_user()
    if change < state.change or change - state.change > MOST_CHANGES:
        raise NoIndexError(f"{change - state.change:,} changes behind")
    entities = {kind: rewrite(state, kind, ids) for kind, ids in changed_since(state, change, user).items()}
    return committed(state, change, user, entities)


def compared(state: State) -> str:
    change, user = last_change(), last_user()
    return committed(state, change, user, {kind: rewrite(state, kind, None) for kind in KINDS})


def is_behind() -> bool:
    """Whether `follow` has anything to do."""
    try:
        state = read_state()
    except NoIndexError:
        return True
    return (state.change, state.user) != (last_change(), last_user())


def sound_state() -> State:
    """Return the state of an index that can be followed. Raises NoIndexError, or what a damaged file leads to."""
    state = read_state()
    for kind in KINDS:
        number = len(Shelf(state.folder(kind)))
        if number != state.entities.get(kind):
            raise NoIndexError(f"not whole: {number} of {state.entities.get(kind)} of {kind}")
    if state.rewritten > MOST_REWRITTEN * sum(state.entities.values()) + ENTITIES_AT_ONCE:
        raise NoIndexError(f"grown: {state.rewritten:,} were written again")
    return state


def changed_since(state: State, change: int, user: int) -> Changes:
    """Return what changed in the catalogue, and who is new."""
    changed: Changes = defaultdict(set)
    log = Change.objects.filter(id__gt=state.change, id__lte=change, entity__in=KINDS)
    for kind, entity in log.values_list("entity", "entity_id").distinct():
        changed[kind].add(entity)
    if user != state.user:
        changed["user"].update(User.objects.filter(id__gt=state.user, id__lte=user).values_list("id", flat=True))
    return changed


def rewrite(state: State, kind: str, ids: set[int] | None) -> tuple[int, int]:
    """Write what differs of some entities, or of all. Returns how many are here then, and how many were written."""
    shelf = Shelf(state.folder(kind))
    here = shelf.marks()
    gone, new = set(here if ids is None else ids & here.keys()), []
    for entry in every(kind, ids):
        gone.discard(entry.id)
        if here.get(entry.id) != mark_of(entry):
            new.append(entry)
    if gone or new:
        with ShelfWriter(state.folder(kind)) as writer:
            writer.remove(gone | {entry.id for entry in new} & here.keys())
            writer.add(new)
            writer.commit()
    added = sum(entry.id not in here for entry in new)
    return len(here) - len(gone) + added, len(new) + len(gone)


def every(kind: str, ids: set[int] | None) -> Iterator[Entry]:
    batches = entries(kind) if ids is None else (entries_of(kind, some) for some in portions(sorted(ids)))
    return (entry for batch in batches for entry in batch)


def portions(ids: list[int]) -> Iterable[list[int]]:
    return (ids[at : at + ENTITIES_AT_ONCE] for at in range(0, len(ids), ENTITIES_AT_ONCE))


def committed(state: State, change: int, user: int, rewritten: dict[str, tuple[int, int]]) -> str:
    """Let readers see what was written."""
    number = sum(written for _, written in rewritten.values())
    entities = state.entities | {kind: there for kind, (there, _) in rewritten.items()}
    shown = replace(state, change=change, user=user, entities=entities, rewritten=state.rewritten + number)
    write_state(shown.committed())
    return f"{number:,} written" if number else "nothing to do"


def last_change() -> int:
    return Change.objects.aggregate(last=Max("id"))["last"] or 0


def last_user() -> int:
    return User.objects.aggregate(last=Max("id"))["last"] or 0
