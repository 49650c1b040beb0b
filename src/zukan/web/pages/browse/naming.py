"""What a shelf is called: `Sci-Fi TV, 2015–2020, best first`."""

from collections.abc import Iterator, Mapping, Sequence

from zukan.filing.bands import Range
from zukan.web.pages.browse.choice import FIRST_SORT, SIGNED, Choice
from zukan.web.wording import REGIONS, label

NOUNS = {
    "TV": "TV",
    "TV_SHORT": "TV shorts",
    "MOVIE": "movies",
    "SPECIAL": "specials",
    "OVA": "OVAs",
    "ONA": "ONAs",
    "MUSIC": "music videos",
    "MANGA": "manga",
    "NOVEL": "light novels",
    "ONE_SHOT": "one shots",
}
STATUSES = {"NOT_YET_RELEASED": "announced", "HIATUS": "paused", "RELEASING": "running"}
ORDERS = {
    "popular": "most popular first",
    "score": "best first",
    "trending": "trending first",
    "newest": "newest first",
    "oldest": "oldest first",
    "title": "by title",
    "favourites": "most favoured first",
    "updated": "latest changes first",
}


def heading(choice: Choice, studios: Mapping[str, str] | None = None) -> str:
    """Return the name of a shelf. studios: id -> name; one that is not there is called by its id."""
    parts = [subject(choice), *clauses(choice, studios or {})]
    if choice.sort != FIRST_SORT:
        parts.append(ORDERS[choice.sort])
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def subject(choice: Choice) -> str:
    """Return what is on the shelf: `finished Sci-Fi and Drama TV with Robots without Comedy`."""
    words = [listed([STATUSES.get(value, label("status", value).lower()) for value in choice.values("status")], "or")]
    words += [listed(choice.values("genre")), things(choice)]
    words += [f"with {listed(choice.values('tag'))}" if choice.values("tag") else ""]
    without = (*choice.left_out("genre"), *choice.left_out("tag"))
    words += [f"without {listed(without, 'or')}" if without else ""]
    return " ".join(word for word in words if word)


def things(choice: Choice) -> str:
    """Return the noun: formats, or the type. TV alone says too little."""
    formats = choice.values("format")
    if formats == ("TV",) and not choice.values("genre"):
        return "TV series"
    return listed([NOUNS[value] for value in formats]) or choice.type.lower()


def clauses(choice: Choice, studios: Mapping[str, str]) -> Iterator[str]:
    """Yield what else is picked, in an order that reads well."""
    yield time_words(choice)
    yield said("by {}", [studios.get(value, f"studio {value}") for value in choice.values("studio")])
    yield said("from {}", [source_words(value) for value in choice.values("source")])
    yield said("made in {}", [REGIONS.get(value, value) for value in choice.values("country")])
    yield range_words(choice.range("score"), "scored {}", "scored {} and up", "scored {} and less")
    yield range_words(choice.range("popularity"), "listed by {}", "listed by {} and more", "listed by {} and fewer")
    yield range_words(choice.range("episodes"), *counted("{} episodes"))
    yield range_words(choice.range("length"), *counted("{} minutes"))
    yield said("on {}", choice.values("streaming"))
    yield said("dubbed in {}", choice.values("dubbed"))
    yield f"tags at {choice.picked['rank'][0]} percent and up" if "rank" in choice.picked else ""
    yield "adult titles too" if choice.is_adult else ""


def time_words(choice: Choice) -> str:
    """Return `winter 2015`, `2015–2020`, `winter or spring`."""
    seasons = listed([label("season", value).lower() for value in choice.values("season")], "or")
    years = range_words(choice.range("year"), "{}", "from {}", "until {}", has_commas=False)
    return " ".join(part for part in (seasons, years) if part)


def chip(parameter: str, value: str, studios: Mapping[str, str]) -> str:
    """Return what one picked value is called by itself: `without Comedy`, `scored 70–90`."""
    if parameter in {"format", "status", "season", "source"}:
        return f"from {source_words(value)}" if parameter == "source" else label(parameter, value)
    if parameter in SIGNED:
        return f"without {value[1:]}" if value.startswith("-") else value
    alone = Choice("ANIME", {parameter: (value,)})
    return next(clause for clause in clauses(alone, studios) if clause)


def source_words(value: str) -> str:
    """Return what a work was made from, as it stands after `from`."""
    plain = {"OTHER": "other sources", "ORIGINAL": "no other work", "MANGA": "manga", "ANIME": "anime"}
    return plain.get(value, f"{label('source', value).lower()}s")


def counted(unit: str) -> tuple[str, str, str]:
    return unit, unit.replace("{}", "{} or more"), unit.replace("{}", "up to {}")


def said(form: str, names: Sequence[str]) -> str:
    return form.format(listed(names, "or")) if names else ""


def range_words(found: Range | None, within: str, least: str, most: str, has_commas: bool = True) -> str:
    """Return a range in words: `2015–2020`, `2015`, `from 2015`, `until 2020`."""
    if not found:
        return ""
    low, high = (("" if bound is None else f"{bound:,}" if has_commas else str(bound)) for bound in found)
    if low == high:
        return within.format(low) if low != "1" else within.format(low).removesuffix("s")
    return within.format(f"{low}–{high}") if low and high else least.format(low) if low else most.format(high)


def listed(words: Sequence[str], link: str = "and") -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    return " ".join((", ".join(words[:-1]), link, words[-1])) if len(words) > 1 else "".join(words)
