"""Drawn covers, their colours and their lettering."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.web.conftest import ReadPage
from tests.web.works import ATTACK, BARE, HOSTILE, RICH, RICH_PATH
from zukan.web.artwork.colour import DYES, INK_GROUND, PAPER, accent_stylesheet, contrast, dye, legible, shade, to_oklch
from zukan.web.artwork.jacket import Jacket, draw
from zukan.web.artwork.lettering import cut_short, set_type, text_width
from zukan.web.artwork.patterns import PATTERN_OF_GENRE, PATTERNS, pattern_of, tile
from zukan.web.artwork.views import cover_url

SVG = "{http://www.w3.org/2000/svg}"
HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def work(**changed: object) -> dict[str, object]:
    """Return a work as the read path gives it to a cover."""
    title = {"romaji": "Chouchin", "english": "Lanterns", "native": "紙の提灯"}
    known = {"id": 1, "type": "ANIME", "format": "TV", "genres": ["Romance"], "title": title}
    return {**known, "startDate": {"year": 2021}, "coverImage": {"color": "#f1d06b", "large": None}, **changed}


def drawn(**changed: object) -> ElementTree.Element:
    return ElementTree.fromstring(draw(Jacket.of(work(**changed))))  # noqa: S314  # our own drawing


def lettering(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def test_cover_has_the_native_title_on_a_slip_and_the_latin_one_below() -> None:
    assert lettering(drawn()) == ["紙の提灯", "Chouchin", "TV · 2021"]


def test_cover_without_native_letters_has_a_label() -> None:
    svg = drawn(title={"romaji": "Kami", "english": None, "native": "KAMI"})
    assert lettering(svg) == ["Kami", "TV · 2021"]
    assert svg.find(f".//{SVG}g[@writing-mode]") is None


def test_cover_of_a_bare_title_says_what_is_known() -> None:
    svg = drawn(
        title={"romaji": "無題", "english": None, "native": None},
        format=None,
        startDate=None,
        genres=[],
        coverImage=None,
    )
    assert lettering(svg) == ["無題", "ANIME"]


def test_equal_works_have_equal_covers_and_others_other_addresses() -> None:
    assert draw(Jacket.of(work())) == draw(Jacket.of(work()))
    assert cover_url(work()) == cover_url(work())
    recoloured = work(coverImage={"color": "#123456", "large": None})
    assert len({cover_url(each) for each in (work(), recoloured, work(format="MOVIE"), work(genres=["Horror"]))}) == 4


def test_cover_escapes_what_it_shows() -> None:
    svg = drawn(title={"romaji": ATTACK, "english": None, "native": f"題{ATTACK}"}, coverImage={"color": '"/><script>'})
    assert svg.findall(f".//{SVG}script") == []
    assert svg.findtext(f"{SVG}title") == ATTACK


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_title_makes_a_cover_that_can_be_read(romaji: str, native: str) -> None:
    svg = drawn(title={"romaji": romaji, "english": None, "native": native})
    assert all(
        float(text.get("x", "0")) < 460 and 0 < float(text.get("y", "0")) < 650 for text in svg.iter(f"{SVG}text")
    )


@pytest.mark.usefixtures("works")
def test_cover_is_kept_for_good_under_the_address_that_pages_give(client: Client, read: ReadPage) -> None:
    address = read(RICH_PATH).all("img")[0].attributes["src"]
    response = client.get(address)
    assert response["Content-Type"].startswith("image/svg+xml")
    assert "immutable" in response["Cache-Control"]
    assert "immutable" not in client.get(f"/cover/{RICH}.svg")["Cache-Control"]
    assert client.get("/cover/999999.svg").status_code == 404


@pytest.mark.usefixtures("works")
@pytest.mark.parametrize("id_", [RICH, BARE, HOSTILE])
def test_covers_are_well_formed(client: Client, id_: int) -> None:
    svg = ElementTree.fromstring(client.get(f"/cover/{id_}.svg").content)  # noqa: S314  # our own drawing
    assert (svg.get("width"), svg.get("height")) == ("460", "650")


@given(HEX)
def test_accent_can_be_read_in_both_schemes(colour: str) -> None:
    assert contrast(legible(colour, PAPER), PAPER) >= 4.5
    assert contrast(legible(colour, INK_GROUND), INK_GROUND) >= 4.5


@given(HEX)
def test_shade_keeps_the_lightness_that_is_asked_for(colour: str) -> None:
    assert abs(to_oklch(shade(colour, 0.45, 0.13)).lightness - 0.45) < 0.02


def test_legible_colour_stays_as_it_is() -> None:
    assert legible("#7a1f10", PAPER) == "#7a1f10"


def test_accent_is_a_style_sheet_for_both_schemes(client: Client) -> None:
    response = client.get("/accent/f1d06b.css")
    assert response.text == accent_stylesheet("#f1d06b")
    assert response.text.count("light-dark(#") == 2
    assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize("colour", ["F1D06B", "f1d06", "f1d06b0", "red;}b", ""])
def test_accent_of_no_colour_is_no_address(client: Client, colour: str) -> None:
    assert client.get(f"/accent/{colour}.css").status_code == 404


def test_unknown_colours_spread_over_all_dyes() -> None:
    assert {dye(number) for number in range(100)} == set(DYES)
    assert dye(2**31 - 1) in DYES


def test_rarest_genre_chooses_the_pattern() -> None:
    assert pattern_of(["Action", "Comedy", "Horror"], 1) == "uroko"
    assert pattern_of(["Unheard of"], 3) == PATTERNS[3]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_has_a_tile(pattern: str) -> None:
    assert tile(pattern).width > 0
    assert pattern in PATTERN_OF_GENRE.values()


def test_lettering_prefers_the_largest_size_that_fits() -> None:
    assert set_type("Kami", (50, 20), 300, lambda size: 1).size == 50
    assert set_type("Kami no Chouchin no Yoru", (50, 20), 300, lambda size: 1).size == 20


def test_lettering_breaks_between_words_and_never_before_closing_marks() -> None:
    setting = set_type("灯りがともる、夜の町。", (40,), 160, lambda size: 9)
    assert "".join(setting.lines) == "灯りがともる、夜の町。"
    assert not any(line[0] in "、。" for line in setting.lines)


@given(st.text(min_size=1, max_size=60), st.floats(2, 30))
def test_cut_lines_fit(text: str, most: float) -> None:
    assert text_width(cut_short(text, most)) <= most
