"""What is known of genres and tags only from all works together: how many have them, and which go together."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, groupby
from math import sqrt
from typing import Any, NamedTuple, TypeAlias

from django.db import models, transaction
from django.db.models import Count, Q

GetModel: TypeAlias = Callable[[str, str], type[models.Model]]  # a migration has models of its own
Label: TypeAlias = int  # a tag's id, or a genre's with a minus: plain numbers, since a million of pairs is counted
Pair: TypeAlias = tuple[Label, Label]  # the second is a tag

LOWEST_RANK = 18  # below that a work hardly carries a tag; AniList's
FEWEST_WORKS = 2  # that have both: one is chance
MOST_RELATED = 16


class Related(NamedTuple):
    """Two labels that go together, in the order in which the best come first."""

    negated_likeness: int
    of: int
    to: int
    works: int


@transaction.atomic
def recount_labels(get_model: GetModel) -> None:
    """Count the works of each genre and tag anew, without those for adults."""
    for label, link in (("Genre", "MediaGenre"), ("MediaTag", "MediaTagRank")):
        column = "genre_id" if label == "Genre" else "tag_id"
        links = rows_of(get_model, link).filter(media__is_adult=False)
        counted = links.values_list(column, "media__type").annotate(works=Count("pk")).order_by()
        write_counts(rows_of(get_model, label), {(of, type_): works for of, type_, works in counted})


def rows_of(get_model: GetModel, name: str) -> "models.QuerySet[Any]":
    return get_model("catalogue", name)._default_manager.all()


def write_counts(labels: "models.QuerySet[Any]", works: dict[tuple[int, str], int]) -> None:
    """Write the numbers that changed. works: (label, type of work) -> how many."""
    changed = []
    for label in labels.only("anime", "manga"):
        counted = (works.get((label.pk, "ANIME"), 0), works.get((label.pk, "MANGA"), 0))
        if counted != (label.anime, label.manga):
            label.anime, label.manga = counted
            changed.append(label)
    labels.bulk_update(changed, ["anime", "manga"], batch_size=500)


@transaction.atomic
def relate_labels(get_model: GetModel) -> None:
    """Find anew which tags go with each genre and each tag.

    Likeness is the share of works that have both among the geometric mean of those that have each: the cosine of two
    sets (Ochiai 1957). A mere count would put the commonest tag beside everything, lift a tag of two works.
    """
    single, both = count_labels(get_model)
    with_genre: list[Related] = []
    with_tag: dict[int, list[Related]] = defaultdict(list)
    for (one, other), works in both.items():
        if works >= FEWEST_WORKS:
            likeness = round(1000 * works / sqrt(single[one] * single[other]))
            if one < 0:
                with_genre.append(Related(-likeness, -one, other, works))
            else:
                with_tag[one].append(Related(-likeness, one, other, works))
                with_tag[other].append(Related(-likeness, other, one, works))
    nearest = [related for others in with_tag.values() for related in sorted(others)[:MOST_RELATED]]
    write_related(rows_of(get_model, "GenreTag"), ("genre_id", "tag_id"), with_genre)
    write_related(rows_of(get_model, "RelatedTag"), ("tag_id", "related_id"), nearest)


def write_related(rows: "models.QuerySet[Any]", columns: tuple[str, str], found: list[Related]) -> None:
    """Write what goes together in place of what is there."""
    rows.delete()
    of, to = columns
    made = (rows.model(**{of: one.of, to: one.to}, works=one.works, likeness=-one.negated_likeness) for one in found)
    rows.bulk_create(made, batch_size=1000)


def count_labels(get_model: GetModel) -> tuple[Counter[Label], Counter[Pair]]:
    """Return how many works have each label, and each pair of labels; no pair of genres."""
    single: Counter[Label] = Counter()
    both: Counter[Pair] = Counter()
    for labels in labels_of_works(get_model):
        single.update(labels)
        both.update(combinations(labels, 2))
    return single, Counter({pair: works for pair, works in both.items() if pair[1] > 0})


def labels_of_works(get_model: GetModel) -> Iterator[list[Label]]:
    """Yield the labels of each work, genres first."""
    genres: dict[int, list[Label]] = {}
    for media, genre in rows_of(get_model, "MediaGenre").values_list("media_id", "genre_id").iterator():
        genres.setdefault(media, []).append(-genre)
    carried = rows_of(get_model, "MediaTagRank").filter(Q(rank__gte=LOWEST_RANK) | Q(rank=None))
    ordered = carried.order_by("media_id", "tag_id").values_list("media_id", "tag_id").iterator()
    for media, rows in groupby(ordered, key=lambda row: row[0]):
        yield [*sorted(genres.pop(media, [])), *(tag for _, tag in rows)]
    yield from genres.values()
