"""From records that are kept to a catalogue that shows them: every step that is left, whatever stopped the last one."""

import time
from collections.abc import Callable, Mapping, Sequence

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef

from zukan.catalogue.models import Media, MediaSeason, Season
from zukan.catalogue.tallies import recount_labels, relate_labels
from zukan.filing.writing import file_works
from zukan.sources.merge.bulk import database, insert
from zukan.sources.merge.people import match_people
from zukan.sources.merge.reckoning import reckon
from zukan.sources.merge.resolving import Resolution, is_outdated, resolve_all, unresolved_count
from zukan.sources.merge.titles import match_titles
from zukan.sources.merge.updating import TOTALS, bring_up_to_date, outdated_count
from zukan.sources.models import Conflict, Identifier, ImportDecision, ImportRun, OutdatedEntity, SourceRecord

Progress = Callable[[str, int, int | None], None]  # what is being done, how much of it is done, of how much if known
ANALYZED_FROM = 50  # entities written: a person's correction does not change how tables are filled
LEARNT_FROM = 1_000  # records changed
DECISIONS_A_RUN = 5_000  # beyond these only their number is kept


def ignore_progress(doing: str, done: int, total: int | None) -> None:
    """Show nothing."""


def complete(run: ImportRun, progress: Progress = ignore_progress) -> None:
    """Do all that is left to do after records were kept or decisions made, and note in the run what was decided."""
    resolve_waiting(run, progress)
    progress("Comparing titles", 0, None)
    matches = match_titles()
    note(run, "title", matches.accepted)
    note(run, "needs a look", matches.review)
    resolve_waiting(run, progress)
    done = write_waiting(run, progress)
    note(run, "name in one work", match_people())
    resolve_waiting(run, progress)
    done += write_waiting(run, progress)
    forget_settled_conflicts()
    progress("Counting", 0, None)
    if is_outdated(TOTALS):  # not by what this run did: one that was stopped may have written works, and not come here
        recount()
    if done >= ANALYZED_FROM:
        relate_labels(apps.get_model)
        analyze()
    run.finished_at = int(time.time())
    run.save(update_fields=["finished_at", "rules"])


def resolve_waiting(run: ImportRun, progress: Progress) -> None:
    """Find the entity of every record that waits for it, and note what was decided on the way."""
    waiting = unresolved_count()
    learn_of_records(waiting)
    found = resolve_all(counting("Finding what speaks of one thing", waiting, progress))
    learn_of_records(waiting)
    for rule, count in found.rules.items():
        run.rules[rule] = run.rules.get(rule, 0) + count
    note(run, "id", [(kind, f"{kind} {old}", {"became": new}) for kind, old, new in found.rekeyed])
    note(run, "conflict", conflicts(found))


def learn_of_records(changed: int) -> None:
    """Let the database learn how the tables of records are filled, where so many changed that it may matter."""
    if changed >= LEARNT_FROM:
        database().learn(SourceRecord, Identifier)


def conflicts(found: Resolution) -> list[tuple[str, str, Mapping[str, object]]]:
    """Return the conflicts of ids that were met."""
    return [(kind, clash.token, {"records": list(clash.records)}) for kind, clash in found.clashes]


def note(run: ImportRun, rule: str, decisions: Sequence[tuple[str, str, Mapping[str, object]]]) -> None:
    """Keep decisions, each (kind, subject, detail), with the rule that made them."""
    if decisions:
        before = run.rules.get(rule, 0)
        run.rules[rule] = before + len(decisions)
        kept = decisions[: max(DECISIONS_A_RUN - before, 0)]
        insert(ImportDecision, ("run", "rule", "kind", "subject", "detail"), ((run.pk, rule, *one) for one in kept))
        run.save(update_fields=["rules"])


def write_waiting(run: ImportRun, progress: Progress) -> int:
    """Write all that is outdated. Return how many entities that were."""
    total = outdated_count()
    bring_up_to_date(run.source, counting("Writing the catalogue", total, progress))
    return total


def forget_settled_conflicts() -> None:
    """Remove the conflicts about identifiers that nothing bears any more."""
    bearers = Identifier.objects.filter(kind=OuterRef("kind"), token=OuterRef("token"))
    Conflict.objects.exclude(Exists(bearers)).delete()


def counting(doing: str, total: int, progress: Progress) -> Callable[[int], None]:
    """Return what adds to the number of things done and shows it."""
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress(doing, done, max(total, done))

    return advance


def recount() -> None:
    """Bring up to date what follows from all works together."""
    reckon()
    recount_seasons()
    file_works()
    recount_labels(apps.get_model)
    OutdatedEntity.objects.filter(kind=TOTALS).delete()


@transaction.atomic
def recount_seasons() -> None:
    """Count the anime of each season anew, without those for adults: the chart shows none."""
    seasons = Media.objects.filter(is_adult=False, season_ordinal__isnull=False)
    counted = seasons.values_list("season_ordinal").annotate(anime=Count("id")).order_by("season_ordinal")
    Season.objects.all().delete()
    Season.objects.bulk_create(
        Season(year=ordinal // 4, season=MediaSeason.values[ordinal % 4], ordinal=ordinal, anime=anime)
        for ordinal, anime in counted
    )


def analyze() -> None:
    """Let the database learn how its tables are filled: without that it reads some pages by the wrong index."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
