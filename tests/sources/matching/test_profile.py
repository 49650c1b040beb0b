"""What matching looks at of a work."""

from zukan.sources.claims import canonical, claims_of, claims_reader
from zukan.sources.matching.profile import COMPARED, profile_of_group
from zukan.sources.records import MediaRecord, TranslatedTitle


def test_a_profile_needs_only_the_fields_that_are_read_for_it() -> None:
    record = MediaRecord(
        source="anilist",
        key="1",
        ids={"anidb": ["23"], "anilist": ["1"]},
        type="ANIME",
        title_romaji="Hoshi no Uta",
        title_native="星の歌",
        title_english="Song of Stars",
        synonyms=["HnU"],
        translated_titles=[TranslatedTitle(language="zh-Hans", text="星之歌")],
        start_date=20240105,
        season_year=2024,
        format="TV",
        episodes=12,
        country_of_origin="JP",
        is_adult=False,
        description="Not compared.",
    )
    text = canonical(claims_of(record))
    whole, some = (claims_reader(fields).decode(text) for fields in ((), COMPARED))
    assert set(whole) - set(some) == {"description"}
    assert profile_of_group([("anilist", some)]) == profile_of_group([("anilist", whole)])
