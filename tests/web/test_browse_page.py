"""`/anime` and `/manga`: shelves picked by filters."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from tests.statements import statements
from tests.web.conftest import ReadPage
from tests.web.html import Element
from tests.web.works import ADULT, RICH, add_work
from zukan.catalogue.models import Media, MediaStudio, MediaTag, MediaTagRank, Studio
from zukan.filing.writing import file_works
from zukan.graph.site import read_page

pytestmark = pytest.mark.usefixtures("shelves")


@pytest.fixture
def shelves(works: None) -> None:
    """The works of all pages, and some that differ in what they are picked by."""
    for number in range(200, 230):
        genres = ("Action", "Sci-Fi") if number % 2 else ("Action",)
        format_ = "TV" if number % 3 else "MOVIE"
        add_work(
            number, genres, title_romaji=f"Ripple {number}", format=format_, season_year=2010 + number % 10,
            popularity=number, episodes=number - 199,
        )  # fmt: skip
    file_works()


def titles(page: Element) -> list[str]:
    return [title.text for title in page.all("h2", "card__title")]


def counts(page: Element, parameter: str) -> dict[str, str]:
    """Return the values of a facet and what each would leave."""
    fold = page.one("details", id=f"facet-{parameter}")
    return {
        option.one("span", "option__words").text: option.one("span", "option__count").text
        for option in fold.all("li", "option")
        if option.all("span", "option__count")
    }


def links(page: Element, class_: str) -> list[str]:
    return [link.attributes["href"] for link in page.all("a", class_)]


def test_shelf_names_itself_and_counts_its_works(read: ReadPage) -> None:
    page = read("/anime?genre=Sci-Fi&format=TV&year=2010-2014&sort=title")
    assert page.one("h1").text == "Sci-Fi TV, 2010–2014, by title"
    expected = Media.objects.filter(
        genres__name="Sci-Fi", format="TV", season_year__range=(2010, 2014)
    ).order_by("title_romaji")  # fmt: skip
    assert titles(page) == [work.title_romaji for work in expected]
    assert page.one("p", "browse__count").text == f"{len(titles(page))} titles"
    assert page.one("p", id="shelf-count").text == f"{len(titles(page))} titles"
    assert page.one("title").text == "Sci-Fi TV, 2010–2014, by title · Zukan"


def test_every_count_is_what_its_address_shows(read: ReadPage) -> None:
    """Whatever the page offers leads to as many works as it says."""
    page = read("/anime?genre=Action&format=TV")
    followed = 0
    for fold in page.all("details", "facet"):
        for link in fold.all("a", "option__link"):
            promised = link.one("span", "option__count").text
            assert read(link.attributes["href"]).one("p", "browse__count").text.split()[0] == promised
            followed += 1
    for parameter in ("genre", "format"):
        for box in page.one("details", id=f"facet-{parameter}").all("label", "option__name"):
            value = box.one("input").attributes["value"]
            chosen = f"genre=Action&genre={value}&format=TV" if parameter == "genre" else f"genre=Action&format={value}"
            shown = read(f"/anime?{chosen}").one("p", "browse__count").text.split()[0]
            assert shown == box.one("span", "option__count").text
            followed += 1
    assert followed > 5


def test_picked_values_are_ticked_and_taken_back(read: ReadPage) -> None:
    page = read("/anime?genre=action&genre=-Sci-Fi&year=2010-2015&page=1")
    assert [chip.one("span", "chip__words").text for chip in page.all("a", "chip")] == [
        *("action", "without Sci-Fi", "2010–2015")
    ]
    assert links(page, "chip") == [
        "/anime?genre=-Sci-Fi&year=2010-2015",
        "/anime?genre=action&year=2010-2015",
        "/anime?genre=action&genre=-Sci-Fi",
    ]
    ticked = {box.attributes["value"] for box in page.all("input", type="checkbox") if "checked" in box.attributes}
    assert ticked == {"Action", "-Sci-Fi"}
    ends = [page.one("input", id=f"pick-year-{end}").attributes["value"] for end in ("from", "to")]
    assert ends == ["2010", "2015"]
    assert page.one("a", "chips__clear").attributes["href"] == "/anime"


def test_adult_titles_are_left_out_aloud(read: ReadPage) -> None:
    page = read("/anime?format=OVA")
    assert titles(page) == []
    hint = page.one("p", "browse__adult")
    assert hint.text.startswith("1 title for adults is left out.")
    shown = read(hint.one("a").attributes["href"])
    assert titles(shown) == ["Paper Walls"]
    assert read(shown.one("p", "browse__adult").one("a").attributes["href"]).one("h1").text == "OVAs"
    assert Media.objects.get(pk=ADULT).is_adult
    assert read("/anime?genre=Sci-Fi").all("p", "browse__adult") == []


def test_empty_shelf_offers_what_to_take_back(read: ReadPage) -> None:
    page = read("/anime?genre=Sci-Fi&genre=Romance&year=2010-2019")
    assert page.one("h2", "bare-shelf__words").text == "This shelf is empty"
    ways = page.one("ul", "bare-shelf__ways").all("li")
    assert [way.text for way in ways] == ["without “Romance” 15 titles"]
    for way in ways:
        assert f"{len(titles(read(way.one('a').attributes['href'])))} titles" == way.one("span").text


def test_shelf_that_nothing_fills_can_be_cleared(read: ReadPage) -> None:
    page = read("/anime?tag=No+such+tag&studio=99")
    assert page.all("ul", "bare-shelf__ways") == []
    assert page.one("div", "bare-shelf").one("a").attributes["href"] == "/anime"
    assert page.one("h1").text == "Anime with No such tag, by studio 99"


def test_empty_catalogue_has_shelves(read: ReadPage) -> None:
    Media.objects.filter(type="MANGA").delete()
    file_works()
    page = read("/manga")
    assert "holds no manga yet" in page.one("div", "bare-shelf").text
    assert "bare-shelf" in str(read("/manga?genre=Action&year=2024").one("div", "bare-shelf").attributes)


def test_pages_follow_each_other(read: ReadPage) -> None:
    for number in range(300, 340):
        add_work(number, title_romaji=f"Reed {number}", popularity=5_000 - number)
    file_works()
    first = read("/anime")
    assert len(titles(first)) == 48
    assert first.one("link", rel="next").attributes["href"] == "/anime?page=2"
    assert [link.attributes["href"] for link in first.all("a", rel="next")] == ["/anime?page=2"]
    second = read("/anime?page=2")
    assert not set(titles(first)) & set(titles(second))
    assert second.one("a", rel="prev").attributes["href"] == "/anime"
    assert second.one("p", "browse__count").text.endswith("page 2")
    assert len(titles(first)) + len(titles(second)) == int(first.one("p", "browse__count").text.split()[0])


def test_page_beyond_the_last_leads_to_the_first(client: Client) -> None:
    assert client.get("/anime?genre=Action&page=50").headers["Location"] == "/anime?genre=Action"


def test_scrolling_reader_gets_works_and_no_filters(client: Client) -> None:
    for number in range(300, 340):
        add_work(number, title_romaji=f"Reed {number}")
    response = client.get("/anime?page=2", headers={"HX-Request": "true", "HX-Target": "more"})
    assert "card__title" in response.text
    assert "facet" not in response.text
    assert 'rel="prev"' not in response.text
    assert "HX-Target" in response.headers["Vary"]


def test_form_leads_to_the_one_address(client: Client) -> None:
    written = "genre=Action&genre=-Drama&year_from=2010&year_to=&score_from=&score_to=&sort=score&rank="
    assert (
        client.get(f"/anime?{written}").headers["Location"] == "/anime?genre=Action&genre=-Drama&year=2010-&sort=score"
    )
    changed = client.get(f"/anime?{written}", headers={"HX-Request": "true"})
    assert changed.headers["HX-Push-Url"] == "/anime?genre=Action&genre=-Drama&year=2010-&sort=score"


def test_form_keeps_what_is_picked(read: ReadPage) -> None:
    """Sent as it stands, the form leads to the same shelf."""
    picked = "genre=Action&genre=-Sci-Fi&tag=Nowhere&format=TV&year=2010-2016&score=1-&country=JP&adult=1&sort=newest"
    form = read(f"/anime?{picked}").one("form", id="filters")
    sent = [
        (field.attributes["name"], field.attributes["value"])
        for field in form.all("input")
        if field.attributes["type"] != "checkbox" or "checked" in field.attributes
    ]
    for menu in form.all("select"):
        chosen = [option for option in menu.all("option") if "selected" in option.attributes]
        sent.append((menu.attributes["name"], chosen[0].attributes["value"]))
    again = read("/anime?" + "&".join(f"{name}={value}" for name, value in sent if value))
    assert links(again, "chip") == links(read(f"/anime?{picked}&country=JP"), "chip")
    assert again.one("h1").text.endswith("newest first")


@pytest.mark.parametrize("view", ["grid", "list", "table"])
def test_every_view_shows_the_same_works(read: ReadPage, view: str) -> None:
    page = read(f"/anime?genre=Sci-Fi&view={view}")
    expected = set(Media.objects.filter(genres__name="Sci-Fi").values_list("title_romaji", flat=True))
    wall, rows = page.one("div", id="shelf"), page.all("th", scope="row")
    shown = {title.text for title in wall.all("h2")} | {row.text for row in rows}
    assert shown == expected
    current = [link.text for link in page.one("nav", "browse__views").all("a", aria_current="true")]
    assert current == [{"grid": "Covers", "list": "Details", "table": "Table"}[view]]


def test_list_tells_more_of_a_work(read: ReadPage) -> None:
    record = read("/anime?studio=1&view=list").one("article", "record").text
    for words in ("紙の提灯", "TV · 2021 · 28 episodes · 24 min · 59 of 100", "Studio Andon", "last apprentice"):
        assert words in record
    assert "Romance, Slice of Life" in record


def test_picked_studio_is_named_and_kept_though_it_is_rare(read: ReadPage) -> None:
    for number in range(10, 90):
        studio = Studio.objects.create(id=number, name=f"Busy {number}")
        for place in range(2):
            MediaStudio.objects.create(id=number * 10 + place, media_id=200 + place, studio=studio)
    Studio.objects.create(id=7, name="Rare")
    MediaStudio.objects.create(id=7, media_id=RICH, studio_id=7)
    file_works()
    page = read("/anime?studio=7")
    assert page.one("h1").text == "Anime, by Rare"
    assert counts(page, "studio")["Rare"] == "1"
    assert len(counts(page, "studio")) == 13


def test_all_values_of_a_long_facet_stand_on_a_page(read: ReadPage) -> None:
    every = read("/anime?genre=Romance").one("details", id="facet-studio").one("p", "facet__every").one("a")
    page = read(every.attributes["href"])
    assert page.one("h1").text == "Studio"
    offered = {
        link.one("span", "option__words").text: link.attributes["href"] for link in page.all("a", "option__link")
    }
    assert offered == {"Studio Andon": "/anime?genre=Romance&studio=1", "Wax Works": "/anime?genre=Romance&studio=2"}
    found = read(f"{every.attributes['href']}&q=WAX")
    assert [link.one("span", "option__words").text for link in found.all("a", "option__link")] == ["Wax Works"]
    assert "None is called like that" in read(f"{every.attributes['href']}&q=%25").text


def test_no_page_of_all_values_but_of_long_facets(client: Client) -> None:
    assert client.get("/anime/by/format").status_code == 404
    assert client.get("/anime/by/rank").status_code == 404
    assert client.get("/manga/by/tag").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/anime", "/manga", "/anime?genre=Action&tag=Crafts&rank=20&studio=1&year=2000-2030&view=list"),
        *("/anime?view=table&sort=oldest&adult=1", "/anime?genre=None&tag=None", "/anime/by/studio?genre=Action"),
        *("/anime.atom", "/anime.atom?genre=Action&studio=1", "/manga.atom"),
    ],
)
def test_page_is_one_statement(client: Client, path: str) -> None:
    with statements() as seen:
        assert client.get(path).status_code == 200
    assert len(seen) == 1


@pytest.mark.parametrize(
    "query",
    [
        *("page=%00", "genre=%00", "tag=%ED%A0%80", "year=99999999999-1", "score=-", "studio=2147483648"),
        *("popularity=999999999-", "popularity=1-999999999", "genre=" + "x" * 5_000, "tag=%27%29%3B--", "view=<b>"),
        "&".join(f"genre=g{number}" for number in range(100)),
    ],
)
def test_nonsense_is_answered(read: ReadPage, query: str) -> None:
    read(f"/anime?{query}")


def test_tag_without_a_known_rank_counts_unless_a_rank_is_asked_for(read: ReadPage) -> None:
    tag = MediaTag.objects.create(id=50, name="Water")
    for number, rank in ((200, None), (201, 10), (202, 18), (203, 80)):
        MediaTagRank.objects.create(media_id=number, tag=tag, rank=rank)
    file_works()
    assert titles(read("/anime?tag=Water")) == ["Ripple 203", "Ripple 202", "Ripple 200"]
    assert titles(read("/anime?tag=water&rank=60")) == ["Ripple 203"]
    assert read("/anime?tag=water&rank=60").one("p", "browse__count").text == "1 title"


def test_unknown_days_do_not_lead_the_oldest(read: ReadPage) -> None:
    shown = titles(read("/anime?sort=oldest&view=grid"))
    dated = read_page("{ Page { media(type: ANIME, startDate_greater: 10000101) { title { userPreferred } } } }")[
        "Page"
    ]["media"]
    assert set(shown[: len(dated)]) == {media["title"]["userPreferred"] for media in dated}


def test_addresses_of_the_page_are_of_its_own_site(read: ReadPage) -> None:
    page = read("/anime?genre=Action&sort=score")
    for link in page.one("form", id="filters").all("a", "option__link"):
        parts = urlsplit(link.attributes["href"])
        assert (parts.netloc, parts.path) == ("", "/anime")
        assert ("sort", "score") in parse_qsl(parts.query)
