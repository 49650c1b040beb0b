"""`zukan review`: decide what Zukan could not."""

from collections.abc import Iterator
from typing import Annotated

import typer

from zukan.commands.terminal import fail, output
from zukan.sources.errors import SourceError
from zukan.sources.review_queue import Pair, Question, Side, answer, open_pairs, pair_of, questions

KEYS = {"a": "accept", "r": "reject", "n": "never"}
QUESTIONS_AT_ONCE = 50


def review(
    listed: Annotated[bool, typer.Option("--list", help="Print what waits and end.")] = False,
    accept: Annotated[str | None, typer.Option(metavar="ID", help="They are one.", show_default=False)] = None,
    reject: Annotated[
        str | None, typer.Option(metavar="ID", help="They are not, as far as is known.", show_default=False)
    ] = None,
    never: Annotated[
        str | None, typer.Option(metavar="ID", help="They are not, whatever is said later.", show_default=False)
    ] = None,
) -> None:
    """Go through what needs a look: works that are perhaps one, and ids that contradict each other.

    Each is accepted (they are one), rejected (asked again only when more speaks for it), never asked again, or skipped.
    """
    given = [(name, one) for name, one in (("accept", accept), ("reject", reject), ("never", never)) if one]
    if len(given) > 1 or (given and listed):
        raise typer.BadParameter("use one of --list, --accept, --reject and --never")
    try:
        if given:
            answer(pair_of(given[0][1]), given[0][0])
        elif listed:
            print_all(open_pairs())
        else:
            go_through(open_pairs())
    except SourceError as error:
        fail(str(error))


def print_all(pairs: list[Pair]) -> None:
    """Print all that waits."""
    for start in range(0, len(pairs), QUESTIONS_AT_ONCE):
        for question in questions(pairs[start : start + QUESTIONS_AT_ONCE]):
            show(question)
    output.print(f"{len(pairs):,} need a look." if pairs else "Nothing needs a look.")


def go_through(pairs: list[Pair]) -> None:
    """Ask about each. A decision may settle others, so that each is looked up anew before it is shown."""
    for place, pair in enumerate(pairs, 1):
        if pair not in open_pairs():
            continue
        show(questions([pair])[0])
        told = f"{place} of {len(pairs)}: (a)ccept, (r)eject, (n)ever again, (s)kip, (q)uit"
        key = typer.prompt(told, default="s", show_default=False).strip().lower()[:1]
        if key == "q":
            return
        if key in KEYS:
            answer(pair, KEYS[key])
    output.print("Nothing else needs a look.")


def show(question: Question) -> None:
    """Print both sides of a question and what speaks against their being one."""
    pair = question.pair
    output.print(f"{pair.id}  {pair.kind}  {', '.join(reasons(pair))}", markup=False, style="bold")
    for side in (question.first, question.second):
        for line in lines_of(side):
            output.print(line, markup=False)


def reasons(pair: Pair) -> Iterator[str]:
    """Yield why a person is asked."""
    for name, weight in pair.why:
        yield f"{name} {weight:.2f}" if weight else f"both bear {name}"


def lines_of(side: Side) -> Iterator[str]:
    """Yield what is known of one of two."""
    yield f"  {side.name}" + (f" ({side.entity_id})" if side.entity_id is not None else "")
    yield f"    {', '.join(f'{name} {value}' for name, value in side.facts.items())}"
    if side.ids:
        yield f"    {', '.join(side.ids)}"
    yield f"    told by {', '.join(side.sources)}"
