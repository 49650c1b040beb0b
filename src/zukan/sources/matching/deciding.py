"""Which candidate pairs are one work, which need a look, and which are not: a function of the set of pairs alone.

A pair is accepted when little speaks against it and every rival is worse by a margin. A rival of a pair is another
candidate of one of its works that cannot be the same work as the other one: both are of one source, or a site knows
both as two. Two things take a rival away: that its work was accepted as another's, and that its work has a partner of
its own so much nearer that following the rival would leave both pairs worse together. So acceptance goes in rounds;
within a round pairs unite in the order of their totals and names, and never two works that cannot be one.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from zukan.sources.matching.penalties import Named, Penalty, compare, conflict
from zukan.sources.matching.profile import Profile

GroupKey: TypeAlias = str
Pair: TypeAlias = tuple[GroupKey, GroupKey]
Verdict: TypeAlias = Literal["accepted", "review", "rejected"]

ACCEPTED_UP_TO = 0.36
REVIEWED_UP_TO = 0.65
MARGIN = 0.09
ALONE = 0.45  # what a work without a partner counts as, where pairings are weighed against each other
NO_RIVAL = "nothing else is as near"
RIVAL = "another is as near"
FAR = "too much speaks against it"
THROUGH_A_THIRD = "both are one with a third"
TAKEN = "one of the two is another's already"


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about a pair, and why. first < second."""

    first: GroupKey
    second: GroupKey
    total: float
    penalties: tuple[Named, ...]
    verdict: Verdict
    why: str


@dataclass
class Field:
    """The pairs that are near enough to matter, and the works that were found to be one so far."""

    profiles: Mapping[GroupKey, Profile]
    near: Mapping[Pair, Penalty]
    partners: dict[GroupKey, list[GroupKey]] = field(default_factory=lambda: defaultdict(list))
    members: dict[GroupKey, list[GroupKey]] = field(default_factory=dict)  # a work -> all it was united with

    def __post_init__(self) -> None:
        for one, other in sorted(self.near):
            self.partners[one].append(other)
            self.partners[other].append(one)

    def total(self, one: GroupKey, other: GroupKey) -> float:
        """Return what speaks against a pair, `ALONE` for one that is not near or that cannot be any more."""
        penalty = self.near.get(ordered(one, other))
        return min(penalty.total, ALONE) if penalty and self.possible(one, other) else ALONE

    def excluded(self, one: GroupKey, other: GroupKey) -> bool:
        """Return whether two works cannot be one."""
        return exclude(self.profiles[one], self.profiles[other])

    def united(self, one: GroupKey, other: GroupKey) -> bool:
        """Return whether two works were found to be one, be it through a third."""
        return other in self.members.get(one, ())

    def possible(self, one: GroupKey, other: GroupKey) -> bool:
        """Return whether all that is united with one work can be the same as all that is united with another."""
        if self.united(one, other):
            return True
        united = ((a, b) for a in self.members.get(one, [one]) for b in self.members.get(other, [other]))
        return not any(self.excluded(a, b) for a, b in united)

    def unite(self, one: GroupKey, other: GroupKey) -> None:
        """Make one of two works and all that is united with them."""
        united = sorted({*self.members.get(one, [one]), *self.members.get(other, [other])})
        self.members |= dict.fromkeys(united, united)

    def rivalled(self, one: GroupKey, other: GroupKey) -> bool:
        """Return whether a rival of a pair is as near."""
        total = self.near[ordered(one, other)].total
        return any(
            self.near[ordered(work, rival)].total < total + MARGIN
            and self.excluded(rival, partner)
            and self.possible(work, rival)
            and not self.settled(work, partner, rival)
            for work, partner in ((one, other), (other, one))
            for rival in self.partners[work]
            if rival != partner
        )

    def settled(self, work: GroupKey, partner: GroupKey, rival: GroupKey) -> bool:
        """Return whether a rival has a partner of its own, and following it would leave both pairs worse together."""
        return any(
            self.excluded(third, work)
            and self.possible(third, rival)
            and self.near[ordered(third, rival)].total <= ACCEPTED_UP_TO
            and self.near[ordered(work, rival)].total + self.total(third, partner)
            >= self.near[ordered(work, partner)].total + self.near[ordered(third, rival)].total + MARGIN
            for third in self.partners[rival]
            if third != work
        )


def ordered(one: GroupKey, other: GroupKey) -> Pair:
    """Return a pair as it is kept: the lesser name first."""
    return (one, other) if one < other else (other, one)


def exclude(one: Profile, other: Profile) -> bool:
    """Return whether two works cannot be one: a source lists both, or a site knows both as two."""
    return not one.sources.isdisjoint(other.sources) or conflict(one, other)


def decide(
    profiles: Mapping[GroupKey, Profile], pairs: Iterable[Pair], *, with_rejected: bool = False
) -> list[Decided]:
    """Decide about pairs of works. Returns them sorted; those that are rejected only when asked for."""
    possible = (pair for pair in {ordered(*pair) for pair in pairs} if not exclude(*(profiles[key] for key in pair)))
    enough = math.inf if with_rejected else REVIEWED_UP_TO + MARGIN  # what is further matters to nobody
    found = {pair: compare(profiles[pair[0]], profiles[pair[1]], enough) for pair in possible}
    works = Field(profiles, {pair: one for pair, one in found.items() if one.total <= REVIEWED_UP_TO + MARGIN})
    accepted = accept(works)
    decided = (judged(pair, found[pair], works, pair in accepted) for pair in sorted(found))
    return [one for one in decided if with_rejected or one.verdict != "rejected"]


def accept(works: Field) -> set[Pair]:
    """Unite what is clearly one, round by round, until a round finds nothing more. Return the pairs."""
    waiting = [
        pair for total, pair in sorted((one.total, pair) for pair, one in works.near.items()) if total <= ACCEPTED_UP_TO
    ]
    accepted: set[Pair] = set()
    while True:
        clear = [pair for pair in waiting if works.possible(*pair) and not works.rivalled(*pair)]
        for pair in clear:
            if works.possible(*pair):
                works.unite(*pair)
                accepted.add(pair)
        waiting = [pair for pair in waiting if pair not in accepted and works.possible(*pair)]
        if not clear:
            return accepted


def judged(pair: Pair, penalty: Penalty, works: Field, is_accepted: bool) -> Decided:
    """Return the verdict on a pair after all rounds."""
    verdict: Verdict = "rejected"
    why = FAR
    if is_accepted:
        verdict, why = "accepted", NO_RIVAL
    elif works.united(*pair):
        verdict, why = "accepted", THROUGH_A_THIRD
    elif not works.possible(*pair):
        why = TAKEN
    elif penalty.total <= REVIEWED_UP_TO:
        verdict, why = "review", FAR if penalty.total > ACCEPTED_UP_TO else RIVAL
    return Decided(*pair, *penalty, verdict, why)
