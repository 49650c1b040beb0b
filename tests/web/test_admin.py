"""The desk at /admin/: staff see what imports did, decide and correct; nobody else sees anything."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.test import Client

from tests.web.test_accessibility import complaints
from zukan.catalogue.models import Media
from zukan.sources import actions
from zukan.sources.importing import import_records
from zukan.sources.locking import only_import
from zukan.sources.models import Decision, ImportRun, SourceRecord, TitleMatch
from zukan.sources.records import CharacterRecord, MediaRecord, StaffRecord, StudioRecord

pytestmark = pytest.mark.django_db
QUEUE = "/admin/sources/titlematch/"
RUNS = "/admin/sources/importrun/"
WORK = "/admin/catalogue/media/1/change/"
PAGES = [
    *("/admin/", QUEUE, RUNS, f"{RUNS}RUN/change/", "/admin/sources/decision/", "/admin/catalogue/media/", WORK),
    *("/admin/catalogue/character/", "/admin/catalogue/staff/", "/admin/catalogue/studio/"),
    *("/admin/catalogue/character/7/change/", "/admin/catalogue/staff/4/change/", "/admin/catalogue/studio/5/change/"),
]
FORMS = [
    (f"{QUEUE}answer/", {"question": "MATCH", "verdict": "accept"}),
    (f"{RUNS}RUN/undo/", {}),
    (WORK, {"episodes": "7"}),
    ("/admin/sources/decision/1/retract/", {}),
]


@pytest.fixture
def catalogue(settings: Any, tmp_path: Any, db: None) -> None:
    """Two works that are perhaps one, and one of each other kind."""
    settings.HOME = tmp_path
    fish = {"type": "ANIME", "title_romaji": "Sakana no Uta", "format": "TV"}
    records = [
        MediaRecord(source="anilist", key="1", ids={"anilist": ["1"]}, start_date=20200105, **fish),
        MediaRecord(source="mal-dump", key="9", start_date=20210105, **fish),
        CharacterRecord(source="anilist", key="7", ids={"anilist": ["7"]}, name_full="Mio"),
        StaffRecord(source="anilist", key="4", ids={"anilist": ["4"]}, name_full="Tanaka Hana"),
        StudioRecord(source="anilist", key="5", ids={"anilist": ["5"]}, name="Tako"),
    ]
    import_records(records, "test")


def found(path: str) -> str:
    """Return a path with the numbers of the import and of the match."""
    run, match = ImportRun.objects.get(source="test"), TitleMatch.objects.first()
    return path.replace("RUN", str(run.pk)).replace("MATCH", str(match.pk if match else 0))


@pytest.fixture
def signed_in(catalogue: None) -> Callable[[str], Client]:
    """Return `signed_in(who)`: a browser of "staff", "user" or "stranger"."""

    def signed_in(who: str) -> Client:
        client = Client()
        if who != "stranger":
            client.force_login(get_user_model().objects.create_user(who, is_staff=who == "staff"))
        return client

    return signed_in


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_for_staff(signed_in: Callable[[str], Client], path: str) -> None:
    assert signed_in("staff").get(found(path)).status_code == 200
    for who in ("user", "stranger"):
        refused = signed_in(who).get(found(path))
        assert (refused.status_code, refused["Location"].partition("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize("who", ["user", "stranger"])
@pytest.mark.parametrize(("path", "form"), FORMS)
def test_forms_of_others_change_nothing(
    signed_in: Callable[[str], Client], who: str, path: str, form: dict[str, str]
) -> None:
    assert signed_in(who).post(found(path), {name: found(value) for name, value in form.items()}).status_code == 302
    assert Media.objects.count() == 2
    assert not Decision.objects.exists()
    assert not ImportRun.objects.exclude(source="test").exists()


@pytest.mark.parametrize(("path", "form"), FORMS)
def test_forms_need_a_page_of_this_site(signed_in: Callable[[str], Client], path: str, form: dict[str, str]) -> None:
    signed_in("staff")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(get_user_model().objects.get())
    assert strict.post(found(path), {name: found(value) for name, value in form.items()}).status_code == 403


@pytest.mark.parametrize("path", [f"{RUNS}RUN/undo/", f"{QUEUE}answer/", "/admin/sources/decision/1/retract/"])
def test_what_changes_something_is_not_done_by_a_link(signed_in: Callable[[str], Client], path: str) -> None:
    assert signed_in("staff").get(found(path)).status_code == 405


def test_queue_shows_both_sides_and_takes_each_answer(signed_in: Callable[[str], Client]) -> None:
    staff = signed_in("staff")
    shown = staff.get(QUEUE).content.decode()
    for told in ("anilist/1", "mal-dump/9", "20200105", "20210105", TitleMatch.objects.get().penalties[0][0]):
        assert told in shown
    for verdict, kept in (("reject", "DISMISSED"), ("never", "DIFFERENT"), ("accept", "SAME")):
        question = TitleMatch.objects.get().pk
        staff.post(f"{QUEUE}answer/", {"question": question, "verdict": verdict})
        decision = Decision.objects.get()
        assert (decision.verdict, decision.made_by) == (kept, "staff")
        assert "Nothing needs a look" in staff.get(QUEUE).content.decode()
        if verdict != "accept":
            staff.post(f"/admin/sources/decision/{decision.pk}/retract/")
    assert Media.objects.count() == 1


def test_answer_to_what_is_settled_is_told_and_changes_nothing(signed_in: Callable[[str], Client]) -> None:
    staff = signed_in("staff")
    answer = staff.post(f"{QUEUE}answer/", {"question": "77", "verdict": "accept"}, follow=True)
    assert "Nothing waits for a look under 77" in answer.content.decode()
    assert staff.post(f"{QUEUE}answer/", {"question": "1", "verdict": "perhaps"}).status_code == 404


def test_form_corrects_what_was_changed_and_releases_what_was_ticked(signed_in: Callable[[str], Client]) -> None:
    staff = signed_in("staff")
    form = form_of(staff)
    assert "release-episodes" not in form
    staff.post(WORK, {**form, "episodes": "7", "title_english": "Song of the Fish"})
    assert (Media.objects.get(pk=1).episodes, Media.objects.get(pk=1).title_english) == (7, "Song of the Fish")
    said = SourceRecord.objects.get(source="here")
    assert b"title_romaji" not in bytes(said.claims)  # what was left as it is, is not said
    assert Decision.objects.get().made_by == "staff"
    staff.post(WORK, {**form_of(staff), "release-episodes": "on"})
    assert (Media.objects.get(pk=1).episodes, Media.objects.get(pk=1).title_english) == (None, "Song of the Fish")
    assert "edited here" in staff.get(WORK).content.decode()


def test_form_names_the_field_that_cannot_be(signed_in: Callable[[str], Client]) -> None:
    staff = signed_in("staff")
    form = form_of(staff)
    emptied = staff.post(WORK, {**form, "title_romaji": ""})
    assert "It cannot be emptied" in emptied.content.decode()
    assert "start_date" in staff.post(WORK, {**form, "start_date": "20230230"}, follow=True).content.decode()
    assert not SourceRecord.objects.filter(source="here").exists()


def test_last_import_can_be_undone_from_its_page(signed_in: Callable[[str], Client]) -> None:
    staff = signed_in("staff")
    assert "Undo this import" in staff.get(found(f"{RUNS}RUN/change/")).content.decode()
    staff.post(found(f"{RUNS}RUN/undo/"))
    assert not Media.objects.exists()
    page = staff.get(found(f"{RUNS}RUN/change/")).content.decode()
    assert "Undone." in page
    assert "Undo this import" not in page
    assert staff.post(found(f"{RUNS}RUN/undo/")).status_code == 404


def test_page_of_an_import_shows_it_whole(signed_in: Callable[[str], Client]) -> None:
    staff = signed_in("staff")
    ImportRun.objects.update(warnings={"a.json: broken": 3}, rules={"title": 5}, paths=["<b>a.json"])
    page = staff.get(found(f"{RUNS}RUN/change/")).content.decode()
    for told in (
        "Finished",
        "needs a look",
        "anilist/1 = mal-dump/9",
        "a.json: broken: 3",
        "title: 5",
        "&lt;b&gt;a.json",
    ):
        assert told in page


def test_what_a_running_import_forbids_is_told(signed_in: Callable[[str], Client]) -> None:
    staff = signed_in("staff")
    with only_import():
        answer = staff.post(f"{QUEUE}answer/", {"question": found("MATCH"), "verdict": "accept"}, follow=True)
    assert "Another import is running" in answer.content.decode()


def test_decisions_are_listed_without_the_ties_of_edits(signed_in: Callable[[str], Client]) -> None:
    staff = signed_in("staff")
    actions.edit("media", 1, {"episodes": 3})
    actions.decide("media", "anilist/1", "mal-dump/9", "DIFFERENT", "ann")
    page = staff.get("/admin/sources/decision/").content.decode()
    assert "mal-dump/9" in page
    assert "here/" not in page


def form_of(client: Client) -> dict[str, Any]:
    """Return what a browser would send if nothing was changed."""
    shown = client.get(WORK).context["form"]
    return {field.html_name: field.value() for field in shown if field.value() not in (None, False)}


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "path", ["/admin/login/", "/admin/", QUEUE, RUNS, f"{RUNS}RUN/change/", "/admin/catalogue/media/", WORK]
)
def test_axe_finds_nothing_and_the_policy_holds(
    open_page: Callable[..., Any], signed_in: Callable[[str], Client], path: str, width: int, dark: bool
) -> None:
    page = open_page("/admin/login/", width=width, dark=dark)
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text) if message.type == "error" else None)
    if path != "/admin/login/":
        session = signed_in("staff").cookies[django_settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": page.url.removesuffix("/admin/login/")}]
        )
        page.goto(found(path))
    assert page.url.endswith(path if path == "/admin/login/" else found(path))
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert blocked == []
    assert page.foreign_requests == []
