"""What pages call the members of closed lists, languages and regions, and in which language a title stands."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from zukan.catalogue.models import choices
from zukan.catalogue.names import slug_of
from zukan.web.artwork.lettering import is_native_script

LABELS = {
    "type": choices.MediaType,
    "format": choices.MediaFormat,
    "status": choices.MediaStatus,
    "season": choices.MediaSeason,
    "source": choices.MediaSource,
    "relation": choices.MediaRelationType,
    "role": choices.CharacterRole,
    "list_status": choices.MediaListStatus,
}
SOURCE_NAMES = {  # of those that count scores and listings: some of their numbers were collected by others
    "anilist": "AniList",
    "leorigasaki": "AniList",
    "myanimelist": "MyAnimeList",
    "kitsu": "Kitsu",
    "bangumi": "Bangumi",
    "shikimori": "Shikimori",
    "anidb": "AniDB",
    "here": "this site",
    "editors": "this site",
}
LANGUAGE_OF_COUNTRY = {"JP": "Japanese", "KR": "Korean", "CN": "Chinese", "TW": "Chinese"}
TAG_OF_COUNTRY = {"JP": "ja", "KR": "ko", "CN": "zh-Hans", "TW": "zh-Hant"}
TELLING_LETTERS = {"ja": re.compile(r"[\u3041-\u30fa]"), "ko": re.compile(r"[\uac00-\ud7af]")}
# Other scripts: the language that most names in them are in, so that they are set and read aloud with its letters.
SCRIPTS = {
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
}
REGION_LIST = """
CN mainland China; HK Hong Kong; MO Macau; TW Taiwan; JP Japan; KR South Korea
SG Singapore; MY Malaysia; TH Thailand; ID Indonesia; PH the Philippines; VN Vietnam
IN India; AU Australia; NZ New Zealand; US the United States; CA Canada; GB the United Kingdom
IE Ireland; DE Germany; FR France; IT Italy; ES Spain; BR Brazil
MX Mexico; BN Brunei; KH Cambodia; LA Laos; MM Myanmar; NP Nepal
BD Bangladesh; LK Sri Lanka; PK Pakistan; BT Bhutan; MV the Maldives; TL East Timor
FJ Fiji; FM Micronesia; MH the Marshall Islands; NR Nauru; PG Papua New Guinea; PW Palau
SB the Solomon Islands; TO Tonga; TV Tuvalu; VU Vanuatu; WS Samoa; MN Mongolia
"""
REGIONS = {entry[:2]: entry[3:] for entry in re.split(r"[;\n]\s*", REGION_LIST.strip())}


def label(kind: str, member: str | None) -> str:
    """Return what a page calls a member of a closed list; nothing for null."""
    return str(LABELS[kind](member).label) if member else ""


def source_name(source: str | None) -> str:
    """Return what readers call a source; nothing for null."""
    return SOURCE_NAMES.get(source or "", source or "")


def language_tag(country: str | None) -> str:
    """Return the BCP 47 tag of a country's own titles; Japanese when the country is not known."""
    return TAG_OF_COUNTRY.get(country or "JP", "ja")


def spoken_tag(language: str | None) -> str:
    """Return the BCP 47 tag of a language by its English name; nothing for one whose letters need no care."""
    return {"Japanese": "ja", "Korean": "ko", "Chinese": "zh"}.get(language or "", "")


def title_language(text: str, country: str | None) -> str:
    """Return the BCP 47 tag of a name: by its letters where they tell, else its country's language in Latin letters."""
    tag = language_tag(country)
    if is_native_script(text):
        return next((language for language, letters in TELLING_LETTERS.items() if letters.search(text)), tag)
    return next(
        (language for language, letters in SCRIPTS.items() if letters.search(text)), f"{tag.split('-')[0]}-Latn"
    )


def name_language(name: Mapping[str, Any], country: str | None) -> str:
    """Return the BCP 47 tag of a name, as its source says or as it looks. name: text, language."""
    told = name["language"]
    return told if told and told != "und" else title_language(name["text"], country)


def region_words(regions: str | None) -> str:
    """Return `Hong Kong, Macau` for `HK, MO`; a code without a known name stays as it is."""
    names = [REGIONS.get(code, code) for code in re.findall(r"[^,\s]+", regions or "")]
    return ", ".join(names)


def few_regions(regions: str | None, most: int = 5) -> str:
    """Return the same cut short: `Hong Kong, Macau and 20 more`."""
    names = region_words(regions).split(", ")
    return ", ".join(names) if len(names) <= most + 1 else f"{', '.join(names[:most])} and {len(names) - most} more"


def host(url: str) -> str:
    """Return whose address it is, as readers know it: `example.com`. An address that is none gives nothing."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # brackets that do not close
        return ""


def plural(number: int, one: str, many: str = "") -> str:
    """Return `1 episode`, `1,024 episodes`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def category_words(category: str | None) -> str:
    """Return `Theme: Sci-Fi, Mecha` for a tag's category `Theme-Sci-Fi-Mecha`; nothing for none."""
    first, *rest = re.split(r"-(?!Fi\b)", category or "")
    return f"{first}: {', '.join(rest)}" if rest else first


def genre_path(name: str) -> str:
    """Return the address of a genre's page; nothing for a name that leaves no address."""
    slug = slug_of(name)
    return f"/genre/{slug}" if slug else ""
