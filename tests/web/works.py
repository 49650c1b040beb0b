"""Works for pages to show: one of which much is known, and others each with a state of its own."""

from datetime import UTC, datetime
from typing import Any

from zukan.catalogue.models import (
    AiringSchedule,
    Character,
    Episode,
    EpisodeAudio,
    Genre,
    Media,
    MediaCharacter,
    MediaExternalLink,
    MediaGenre,
    MediaName,
    MediaRank,
    MediaRelation,
    MediaStaff,
    MediaStreamingEpisode,
    MediaStudio,
    MediaTag,
    MediaTagRank,
    ScoreCount,
    Season,
    Staff,
    StatusCount,
    Studio,
    VoiceRole,
)
from zukan.catalogue.names import fold_name, slug_of
from zukan.filing.writing import file_works
from zukan.reviews.models import Recommendation, Review

RICH, SEQUEL, SOURCE, LIKED, BARE, AIRING, ADULT, HOSTILE = 101, 102, 103, 104, 105, 106, 107, 108
RICH_PATH = "/anime/101/paper-lanterns"
ATTACK = '"><script>alert(1)</script><img src=https://evil.example/x onerror=alert(2)>'


def add_work(id_: int, genres: tuple[str, ...] = (), synonyms: tuple[str, ...] = (), **columns: Any) -> Media:
    """Add a work with its genres and names."""
    titles = [columns.get(f"title_{form}") for form in ("romaji", "english", "native")]
    work = Media.objects.create(id=id_, slug=slug_of(*titles), **{"type": "ANIME", **columns})
    for genre in genres:
        MediaGenre.objects.create(
            media=work, genre=Genre.objects.get_or_create(name=genre, defaults={"slug": slug_of(genre)})[0]
        )
    names = [*zip(("ROMAJI", "ENGLISH", "NATIVE"), titles, strict=True), *(("SYNONYM", text) for text in synonyms)]
    for position, (kind, text) in enumerate(names):
        if text:
            MediaName.objects.create(media=work, kind=kind, text=text, folded=fold_name(text), position=position)
    return work


def add_works() -> None:
    rich = add_rich_work()
    sequel = add_work(SEQUEL, title_romaji="Paper Lanterns 2", format="MOVIE", start_date=20220301, popularity=40)
    source = add_work(SOURCE, type="MANGA", title_romaji="Chouchin", format="MANGA", chapters=80, volumes=9)
    liked = add_work(LIKED, ("Drama",), title_romaji="Ink and Rain", title_native="墨と雨", format="TV")
    add_work(BARE, title_native="無題")
    MediaRelation.objects.create(id=1, media=rich, related=sequel, relation_type="SEQUEL")
    MediaRelation.objects.create(id=2, media=rich, related=source, relation_type="SOURCE")
    Recommendation.objects.create(id=1, media=rich, recommended=liked, rating=12)
    add_airing_work()
    add_work(ADULT, ("Hentai",), title_romaji="Paper Walls", format="OVA", is_adult=True, popularity=900)
    Recommendation.objects.create(id=2, media=rich, recommended_id=ADULT, rating=11)
    add_hostile_work()
    Season.objects.create(year=2021, season="FALL", ordinal=2021 * 4 + 3, anime=24)
    file_works()


def add_rich_work() -> Media:
    rich = add_work(
        RICH,
        ("Romance", "Slice of Life"),
        ("Lampions de papier", "ورق"),
        title_romaji="Kami no Chouchin",
        title_english="Paper Lanterns",
        title_native="紙の提灯",
        format="TV",
        status="FINISHED",
        source="MANGA",
        season="FALL",
        season_year=2021,
        season_ordinal=2021 * 4 + 3,
        start_date=20211003,
        end_date=20211226,
        episodes=28,
        duration=24,
        country_of_origin="JP",
        description_html="<p>A lantern maker &amp; her <i>last</i> apprentice.</p>",
        description_source="Zukan editors",
        cover_large="https://pictures.example/101.jpg",
        banner_image="https://pictures.example/101-wide.jpg",
        cover_color="#f1d06b",
        trailer_id="dQw4w9WgXcQ",
        trailer_site="youtube",
        hashtag="#紙の提灯",
        average_score=59,
        weighted_score=5_900,
        score_source="anilist",
        mean_score=60,
        popularity=1_234,
        favourites=56,
        trending=7,
        trend=7,
        updated_at=1_690_000_000,
    )
    rich.slug = "paper-lanterns"
    rich.save(update_fields=["slug"])
    add_cast(rich)
    add_episodes(rich)
    add_numbers(rich)
    add_words(rich)
    return rich


def add_cast(rich: Media) -> None:
    japanese = Staff.objects.create(id=1, name_full="Aoi Mori", name_native="森葵", language="Japanese")
    english = Staff.objects.create(id=2, name_full="Jane Doe", language="English")
    director = Staff.objects.create(id=3, name_full="Ren Sato", language="Japanese")
    for number in range(1, 15):
        character = Character.objects.create(id=number, name_full=f"Character {number}", name_native="灯")
        role = "MAIN" if number == 1 else "SUPPORTING"
        part = MediaCharacter.objects.create(id=number, media=rich, character=character, role=role, position=number)
        if number == 1:
            VoiceRole.objects.create(appearance=part, staff=japanese, language="Japanese", position=0)
            VoiceRole.objects.create(
                appearance=part, staff=english, language="English", role_notes="young", dub_group="Sentai", position=1
            )
    MediaStaff.objects.create(id=1, media=rich, staff=director, role="Director", position=0)


def add_episodes(rich: Media) -> None:
    for number in range(1, 29):
        episode = Episode.objects.create(media=rich, number=number, aired=20211003 if number == 1 else None)
        if number == 1:
            EpisodeAudio.objects.create(episode=episode, language="German", site="Streamhaus")
    Episode.objects.filter(number=2).update(title_english="The Wick", title_native="芯", is_filler=True)
    links = (
        ("https://watch.example/1", "Streamhaus", "STREAMING", "HK, MO", None),
        ("https://paper.example/", "Official Site", "INFO", None, "Japanese"),
        ("javascript:alert(3)", "Trap", "INFO", None, None),
    )
    for position, (url, site, type_, regions, language) in enumerate(links):
        MediaExternalLink.objects.create(
            id=position,
            media=rich,
            url=url,
            site=site,
            type=type_,
            regions=regions,
            language=language,
            position=position,
        )


def add_numbers(rich: Media) -> None:
    studio = Studio.objects.create(id=1, name="Studio Andon", is_animation_studio=True)
    producer = Studio.objects.create(id=2, name="Wax Works")
    MediaStudio.objects.create(id=1, media=rich, studio=studio, is_main=True)
    MediaStudio.objects.create(id=2, media=rich, studio=producer, is_main=False)
    for score, amount in ((50, 20), (60, 40), (100, 10)):
        ScoreCount.objects.create(media=rich, score=score, amount=amount)
    StatusCount.objects.create(media=rich, status="COMPLETED", amount=321)
    MediaRank.objects.create(
        id=1, media=rich, rank=48, type="RATED", format="TV", year=2021, season="FALL", context="highest rated"
    )
    for id_, name, general, own in (
        (1, "Crafts", False, False),
        (2, "Ghosts", False, True),
        (3, "Tragedy", True, False),
    ):
        tag = MediaTag.objects.create(id=id_, name=name, is_general_spoiler=general)
        MediaTagRank.objects.create(media=rich, tag=tag, rank=90 - id_, is_media_spoiler=own)


def add_words(rich: Media) -> None:
    Review.objects.create(
        id=1, media=rich, author_name="reader1", site="AniList", url="https://anilist.co/review/1", score=70,
        summary="Warm and slow", body="…", body_html="<p>It <em>glows</em>.</p>", rating=3, rating_amount=4,
        created_at=1_640_000_000, updated_at=1_640_000_000,
    )  # fmt: skip
    Review.objects.create(
        id=2, media=rich, author_name="Zukan editors", score=None, summary=None, body_html="<p>Sample.</p>",
        is_sample=True, created_at=1_640_000_000, updated_at=1_640_000_000,
    )  # fmt: skip


def add_airing_work() -> None:
    airing = add_work(AIRING, ("Action",), title_romaji="Endless Kite", format="TV", status="RELEASING", trend=3)
    soon = int(datetime.now(UTC).timestamp()) + 2 * 86_400 + 3 * 3_600 + 600
    AiringSchedule.objects.create(id=1, media=airing, episode=1071, airing_at=soon)
    MediaStreamingEpisode.objects.create(
        media=airing, position=0, title="Episode 10 - Up", url="https://watch.example/10", site="Streamhaus"
    )
    MediaStreamingEpisode.objects.create(
        media=airing, position=1, title="Episode 9 - Down", url="https://watch.example/9"
    )
    MediaStreamingEpisode.objects.create(
        media=airing, position=3, title="The whole film", url="https://watch.example/film", site="Streamhaus"
    )
    MediaStreamingEpisode.objects.create(media=airing, position=2, title="Trap", url="javascript:alert(4)")


def add_hostile_work() -> None:
    """Every text that a source gives tries to leave its place; HTML columns are sanitised before they are stored."""
    hostile = add_work(
        HOSTILE,
        ("Action", f"Genre {ATTACK}"),
        (f"Synonym {ATTACK}",),
        title_romaji=f"Title {ATTACK}",
        title_english=f"English {ATTACK}",
        title_native=f"題 {ATTACK}",
        description_html="<p>Safe.</p>",
        description_source=f"Source {ATTACK}",
        hashtag=f"#{ATTACK}",
        cover_color="#ff0;}a",
        trailer_id='x" onload="alert(5)',
        trailer_site="youtube",
        country_of_origin="JP",
    )
    character = Character.objects.create(id=900, name_full=f"Character {ATTACK}", name_native=ATTACK)
    voice = Staff.objects.create(id=900, name_full=f"Voice {ATTACK}", language='"><script>')
    part = MediaCharacter.objects.create(id=900, media=hostile, character=character, name=ATTACK, position=0)
    VoiceRole.objects.create(appearance=part, staff=voice, language='"><script>', role_notes=ATTACK, position=0)
    Episode.objects.create(media=hostile, number=1, title_english=ATTACK, title_native=ATTACK)
    MediaExternalLink.objects.create(
        id=900, media=hostile, url=f"https://x.example/{ATTACK}", site=ATTACK, notes=ATTACK, type="INFO", position=0
    )
    tag = MediaTag.objects.create(id=900, name=ATTACK, description=ATTACK)
    MediaTagRank.objects.create(media=hostile, tag=tag, rank=50)
    Review.objects.create(
        id=900, media=hostile, author_name=ATTACK, site=ATTACK, url=f"https://x.example/{ATTACK}", summary=ATTACK,
        created_at=1, updated_at=1,
    )  # fmt: skip
    MediaRank.objects.create(id=900, media=hostile, rank=1, type="RATED", format="TV", context=ATTACK)
