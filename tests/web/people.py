"""People, studios, genres and tags for pages to show: much is known of some, others have each a state of their own."""

from tests.web.works import ADULT, RICH, SEQUEL, SOURCE, add_work
from zukan.catalogue.models import (
    Character,
    Genre,
    GenreTag,
    Media,
    MediaCharacter,
    MediaGenre,
    MediaStaff,
    MediaStudio,
    MediaTag,
    MediaTagRank,
    RelatedTag,
    Staff,
    Studio,
    VoiceRole,
)

AKARI, UNSEEN, GROWN, STRANGE = 501, 502, 503, 900  # characters; works.py adds the last
MORI, DOE, NOBODY, HOSTILE_PERSON = 1, 2, 503, 900  # people; works.py adds all but NOBODY
BUSY, IDLE = 501, 502  # studios
LIGHT, SECRET, CARNAL = 501, 502, 503  # tags

CHARACTER_PATH, STAFF_PATH, STUDIO_PATH = f"/character/{AKARI}/akari", f"/staff/{MORI}/aoi-mori", f"/studio/{BUSY}/hasu"
GENRE_PATH, TAG_PATH = "/genre/slice-of-life", f"/tag/{LIGHT}/light"
PATHS = [CHARACTER_PATH, STAFF_PATH, STUDIO_PATH, GENRE_PATH, TAG_PATH, "/genres", "/birthdays?day=3-11"]
STATES = [
    *(f"/character/{UNSEEN}", f"/character/{GROWN}", f"/character/{STRANGE}"),
    *(f"/staff/{NOBODY}", f"/staff/{HOSTILE_PERSON}", "/staff/3", f"/studio/{IDLE}"),
    *(f"/tag/{SECRET}", f"/tag/{CARNAL}", "/genre/hentai", "/birthdays?day=2-29"),
]


def add_people() -> None:
    """Add people to the works of works.py."""
    Staff.objects.filter(pk=MORI).update(
        slug="aoi-mori", date_of_birth=19850311, birthday=311, description_html="<p>Sings, too.</p>",
        primary_occupations=["Voice Actor"], years_active=[2004], home_town="Nagoya", favourites=12,
    )  # fmt: skip
    Staff.objects.create(id=NOBODY, name_full="Nemo")
    add_characters()
    add_studios()
    add_labels()


def add_characters() -> None:
    """Add one character of three works in two years, one of no work, one only of works for adults."""
    akari = Character.objects.create(
        id=AKARI, name_full="Akari", name_native="灯", slug="akari", date_of_birth=311, birthday=311,
        age="17", gender="Female",
        name_alternative=["Little Flame"], name_alternative_spoiler=["The Ninth Lantern"], favourites=34,
        description_html="<p>Keeps the lamps.</p>",
    )  # fmt: skip
    Character.objects.create(id=UNSEEN, name_full="Unseen", name_native="見えぬ者")
    grown = Character.objects.create(id=GROWN, name_full="Grown", date_of_birth=311, birthday=311)
    parts = ((RICH, akari, "MAIN"), (SEQUEL, akari, "SUPPORTING"), (SOURCE, akari, "MAIN"), (ADULT, grown, "MAIN"))
    for number, (work, character, role) in enumerate(parts, start=501):
        part = MediaCharacter.objects.create(id=number, media_id=work, character=character, role=role, position=number)
        if work != SOURCE:
            VoiceRole.objects.create(appearance=part, staff_id=MORI, language="Japanese", position=0)
    VoiceRole.objects.create(appearance_id=501, staff_id=DOE, language="English", role_notes="as a child", position=1)
    for number, role in ((501, "Theme Song Performance"), (502, "Script")):
        MediaStaff.objects.create(id=number, media_id=RICH, staff_id=MORI, role=role, position=number)


def add_studios() -> None:
    """Add a studio with works of its own and of others, and one with none."""
    busy = Studio.objects.create(id=BUSY, name="Hasu", slug="hasu", is_animation_studio=True, favourites=7)
    Studio.objects.create(id=IDLE, name="Idle")
    for number, (work, is_main) in enumerate(((RICH, True), (SEQUEL, True), (SOURCE, False), (ADULT, True)), start=501):
        MediaStudio.objects.create(id=number, media_id=work, studio=busy, is_main=is_main)


def add_labels() -> None:
    """Add tags that go together, one that tells the plot and one for adults."""
    light = MediaTag.objects.create(
        id=LIGHT, name="Light", slug="light", category="Theme-Sci-Fi-Mecha", description="Something shines.",
        anime=2, manga=1,
    )  # fmt: skip
    secret = MediaTag.objects.create(id=SECRET, name="Secret", is_general_spoiler=True, anime=1)
    carnal = MediaTag.objects.create(id=CARNAL, name="Carnal", category="Sexual Content", is_adult=True)
    for work, rank in ((RICH, 90), (SEQUEL, None), (SOURCE, 40), (ADULT, 80)):
        MediaTagRank.objects.create(media_id=work, tag=light, rank=rank)
    MediaTagRank.objects.create(media_id=ADULT, tag=carnal, rank=80)
    add_work(590, title_romaji="Hardly Lit", start_date=20200101)
    MediaTagRank.objects.create(media_id=590, tag=light, rank=3)
    RelatedTag.objects.create(tag=light, related=secret, works=2, likeness=700)
    RelatedTag.objects.create(tag=light, related=carnal, works=2, likeness=300)
    genre = Genre.objects.get(name="Slice of Life")
    Genre.objects.filter(pk=genre.pk).update(anime=2, manga=1)
    for work in (SEQUEL, SOURCE):
        MediaGenre.objects.create(media_id=work, genre=genre)
    GenreTag.objects.create(genre=genre, tag=light, works=3, likeness=800)


def add_many_roles(count: int) -> None:
    """Let Aoi Mori voice many characters, each in a work of its own."""
    for number in range(2000, 2000 + count):
        work = Media.objects.create(id=number, type="ANIME", title_romaji=f"Work {number}", start_date=20000101)
        character = Character.objects.create(id=number, name_full=f"Voice {number}")
        part = MediaCharacter.objects.create(id=number, media=work, character=character, role="MAIN", position=0)
        VoiceRole.objects.create(appearance=part, staff_id=MORI, language="Japanese", position=0)
        MediaStudio.objects.create(id=number, media=work, studio_id=BUSY, is_main=True)
        MediaTagRank.objects.create(media=work, tag_id=LIGHT, rank=50)
