"""All that can speak against two works being one, with its weight and what it means. The README shows this table.

A weight times a distance where the last column says so; distances go from 0, the same, to 1.
"""

from typing import NamedTuple


class Weight(NamedTuple):
    """How much something counts, and when it does."""

    weight: float
    meaning: str


TABLE: dict[str, Weight] = {
    "title in another writing": Weight(0.01, "the nearest titles differ in punctuation, accents or width"),
    "title in another wording": Weight(0.03, '"2nd Season" and "II", "The Movie" in one of the two'),
    "title in another romanisation": Weight(0.05, '"ou" and "o", "tsu" and "tu", blanks'),
    "title only by a synonym": Weight(0.03, "the titles that are equal are not both main or official ones"),
    "title alike": Weight(0.08, "no two titles are equal"),
    "title distance": Weight(0.50, "times the distance of the nearest titles, where none are equal"),
    "romaji titles differ": Weight(0.14, "times their distance"),
    "native titles differ": Weight(0.06, "times their distance"),
    "english titles differ": Weight(0.10, "times their distance"),
    "scripts differ": Weight(0.02, "both have a native title, one in kana or Latin letters and one not"),
    "series in one title only": Weight(0.10, "a title ends with the whole other one"),
    "subtitle in one title only": Weight(0.13, "a title holds the whole other one, and more after it"),
    "subtitle in another name": Weight(0.03, "the same, and another name of the other one holds that, too"),
    "subtitle of a sequel or special": Weight(
        0.30, "the same, and the longer one is no film, the other's format unknown"
    ),
    "subtitle in the native title": Weight(0.08, "the same in native titles alone"),
    "numbers differ": Weight(0.45, "both say which season or part they are, and it is another"),
    "numbers differ in part": Weight(0.30, "one says a season, the other that season and a part"),
    "number in one title only": Weight(0.30, "one says that it is a second or later season or part"),
    "number in another name": Weight(0.06, "one says it in its main title, the other in another name alone"),
    "number beside a year": Weight(0.09, "the same, and the other has the year in which it began in its title"),
    "year in one title only": Weight(0.27, '"(2011)" in one title, and when the other began is not known'),
    "year beside a date": Weight(0.06, "the same, and the other began in that year"),
    "short title": Weight(0.05, "up to 7 letters, and no date to tell works of that name apart"),
    "date not known": Weight(0.15, "one of the two does not say when it began"),
    "listed when it began": Weight(0.08, "likewise, but AniDB listed it about when the other began"),
    "listed later": Weight(0.16, "likewise, and AniDB listed it years after the other began"),
    "listed long before it began": Weight(
        0.27, "likewise, and AniDB listed it two years or more before the other began"
    ),
    "month not known": Weight(0.03, "in one year, but one says no month"),
    "weeks apart": Weight(0.06, "began 9 to 45 days apart"),
    "months apart": Weight(0.32, "began 46 to 200 days apart"),
    "year off by one": Weight(0.42, "began further apart, in one year or the next"),
    "year differs": Weight(0.80, "began two years apart or more"),
    "format not known": Weight(0.03, "one of the two does not say its format"),
    "format akin": Weight(0.05, "formats that sites take for each other: TV and ONA, OVA and SPECIAL"),
    "series and special": Weight(0.15, "TV and SPECIAL"),
    "format differs": Weight(0.40, "TV and MOVIE"),
    "music video": Weight(0.08, "one is a music video, the other's format is not known"),
    "tv in one title only": Weight(0.09, '"(TV)" in one title, and the other\'s format is not known'),
    "format in one title only": Weight(
        0.32, '"Movie", "OVA" or "ONA" in one title, and the other\'s format is not known'
    ),
    "format before a subtitle": Weight(
        0.05, '"Movie 19: Subtitle" in one title, and the other is the same but for that'
    ),
    "tv beside a year": Weight(0.03, '"(TV)" in one title, "(2011)" in the other, and it began in that year'),
    "format beside a year": Weight(0.15, "the same, and the other has the year in which it began in its title"),
    "special in one title only": Weight(0.36, '"Specials", "Recap", "Pilot", "Mini Anime" in one title, likewise'),
    "title names another format": Weight(0.40, "a title names a format that the other work does not have"),
    "episodes differ": Weight(0.12, "both say how many episodes, and it is another number"),
    "country differs": Weight(0.20, "both say from which country they are"),
    "one is for adults": Weight(0.40, "one is known to be for adults, the other not to be"),
    "type differs": Weight(2.0, "anime and manga"),
    "ids disagree": Weight(2.0, "a site whose keys mean one work each knows both, as two"),
}
WEIGHTS = {name: row.weight for name, row in TABLE.items()}
