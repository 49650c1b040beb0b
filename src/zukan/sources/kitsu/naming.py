"""Small readings of Kitsu's values: titles by language, dates, ids of other sites."""

from zukan.sources.kitsu import shape
from zukan.sources.mapped_tables.dates import fuzzy_date
from zukan.sources.records import TranslatedTitle
from zukan.sources.sites import site_of

ENGLISH = ("en", "en_us", "en_gb", "en_au", "en_ca", "en_nz")
NATIVE = ("ja_jp", "ko_kr", "zh_cn", "zh_tw", "zh_hk", "th_th")
ROMANISED = {"en_jp": "ja-Latn", "en_kr": "ko-Latn", "en_cn": "zh-Latn", "en_th": "th-Latn", "en_ar": "ar-Latn"}
LANGUAGES = {"zh_cn": "zh-Hans", "zh_tw": "zh-Hant", "zh_hk": "zh-Hant-HK", "zh_mo": "zh-Hant-MO", "ja_jp": "ja"}
MAPPED_SITES = {
    "myanimelist/anime": "myanimelist",
    "myanimelist/manga": "myanimelist",
    "anilist/anime": "anilist",
    "anilist/manga": "anilist",
    "anidb": "anidb",
    "animenewsnetwork": "animenewsnetwork",
    "thetvdb/series": "thetvdb",
    "thetvdb": "thetvdb",
}
FIRST_YEAR = 1900  # of anime and manga; what is older is a slip of the pen


def language_of(code: str) -> str:
    """Return the BCP 47 tag of "pt_br", "ru_ru", "en_jp"; "ru" where the country adds nothing."""
    known = ROMANISED.get(code) or LANGUAGES.get(code)
    language, _, region = code.partition("_")
    if known or not region:
        return known or language
    return (
        "und-Latn"
        if language == "en" and code not in ENGLISH
        else f"{language}-{region.upper()}".removesuffix(f"-{language.upper()}")
    )


def first_title(work: shape.Work, codes: tuple[str, ...]) -> str | None:
    """Return the first title that a work has in one of some languages."""
    return next((text for code in codes if (text := (work.titles.get(code) or "").strip())), None)


def romanised_title(work: shape.Work) -> str | None:
    """Return the title in Latin letters: a romanised one, else the usual one if it is neither English nor native."""
    found = first_title(work, tuple(ROMANISED))
    usual = (work.canonical_title or "").strip()
    others = {text for text in work.titles.values() if text}
    return found or (usual if usual and usual not in others and usual.isascii() else None)


def all_titles(work: shape.Work) -> list[TranslatedTitle]:
    """Return the titles with their languages."""
    pairs = ((code, (text or "").strip()) for code, text in work.titles.items())
    return [TranslatedTitle(language=language_of(code)[:12], text=text) for code, text in pairs if text]


def other_names(work: shape.Work) -> list[str]:
    """Return names without a language: the usual title, where it is none of the titles, and short ones."""
    known = {text for text in work.titles.values() if text}
    names = (work.canonical_title or "", *(name or "" for name in work.abbreviated_titles or ()))
    return [name.strip() for name in dict.fromkeys(names) if name.strip() and name not in known]


def day(text: str | None, field: str) -> int | None:
    """Return the FuzzyDate of "2024-01-11", None for none and for one before there were any. Raises ValueError."""
    if not text:
        return None
    try:
        found = fuzzy_date(text)
    except ValueError as error:
        raise ValueError(f"{error} - at `{field}`") from error
    return found if found // 10000 >= FIRST_YEAR else None


def mapped_id(mapping: shape.Mapping) -> tuple[str, str] | None:
    """Return site and key of what Kitsu says a work is called elsewhere, None for a site that is not known here."""
    site = MAPPED_SITES.get(mapping.external_site)
    known = site_of(site) if site else None
    key = mapping.external_id.strip().split("/")[0]
    return (known.key, key) if known and key else None
