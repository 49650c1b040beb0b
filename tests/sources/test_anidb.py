"""AniDB's titles: which is which, and in what language."""

from pathlib import Path

import pytest

from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import Media, MediaName
from zukan.sources.errors import SourceError
from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import MediaRecord

CREATED = "<!-- Created: Sat Jul 23 03:00:54 2022 (1 anime, 9 titles) -->\n"
TITLES = """
<title xml:lang="en" type="short">YnF</title>
<title xml:lang="fr" type="official">Le Navire de la nuit</title>
<title xml:lang="en" type="official">Night Ship</title>
<title xml:lang="x-jat" type="main">Yoru no Fune</title>
<title xml:lang="ru" type="syn">Ночной корабль</title>
<title xml:lang="es-CA" type="syn">Vaixell de nit</title>
<title xml:lang="ja" type="official">夜の船</title>
<title xml:lang="ja" type="kana">よるのふね</title>
<title xml:lang="zh-Hans" type="official">夜之船</title>
"""


def dump(titles: str = TITLES, number: str = "7") -> str:
    anime = f'<animetitles><anime aid="{number}">{titles}</anime></animetitles>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{CREATED}{anime}'


def read(path: Path) -> list[MediaRecord]:
    return [one for one in records(path, Reading()) if isinstance(one, MediaRecord)]


def test_titles_are_told_apart_by_type_and_language(write_file: WriteFile) -> None:
    (record,) = read(write_file("titles.xml", dump()))
    assert (record.key, record.ids, record.type) == ("anidb/7", {"anidb": ["7"]}, "ANIME")
    assert (record.title_romaji, record.title_native, record.title_english) == ("Yoru no Fune", "夜の船", "Night Ship")
    assert [(one.language, one.text) for one in record.translated_titles or ()] == [
        ("ja-Latn", "Yoru no Fune"),
        ("fr", "Le Navire de la nuit"),
        ("en", "Night Ship"),
        ("ja", "夜の船"),
        ("zh-Hans", "夜之船"),
        ("ru", "Ночной корабль"),
        ("ca", "Vaixell de nit"),
    ]
    assert record.synonyms == ["YnF", "よるのふね"]


@pytest.mark.parametrize(
    ("language", "main", "romaji", "native"),
    [
        ("x-jat", "Yoru no Chuan", "Yoru no Chuan", "夜の船"),
        ("x-zht", "Ye Zhi Chuan", "Ye Zhi Chuan", "夜之船"),
        ("en", "Night Ship", "Night Ship", "夜の船"),
        ("zh-Hant", "夜之舟", None, "夜之舟"),
    ],
)
def test_the_native_title_is_in_the_language_of_the_main_one(
    write_file: WriteFile, language: str, main: str, romaji: str | None, native: str
) -> None:
    titles = TITLES.replace('"x-jat" type="main">Yoru no Fune', f'"{language}" type="main">{main}')
    (record,) = read(write_file("titles.xml", dump(titles)))
    assert (record.title_romaji, record.title_native) == (romaji, native)


def test_the_dump_tells_its_own_day(write_file: WriteFile) -> None:
    assert read(write_file("titles.xml", dump()))[0].observed_at == 1_658_545_254
    assert read(write_file("bare.xml", dump().replace(CREATED, "")))[0].observed_at == 0


def test_an_anime_without_a_number_is_named(write_file: WriteFile) -> None:
    with pytest.raises(SourceError, match=r"titles\.xml, element 1: .*at `aid`"):
        read(write_file("titles.xml", dump(number="x")))


def test_a_title_makes_a_work_with_names_in_many_languages(write_file: WriteFile, import_files: Import) -> None:
    import_files(write_file("titles.xml", dump()))
    assert Media.objects.get().title_native == "夜の船"
    assert MediaName.objects.get(text="Ночной корабль").language == "ru"
    assert MediaName.objects.get(text="YnF").kind == "SYNONYM"


def test_the_real_dump(test_data: Path) -> None:
    found = {one.key: one for one in read(test_data / "data/catalogue/anidb_titles_2022.xml.gz")}
    assert len(found) == 14_266
    assert sum(len(one.translated_titles or ()) + len(one.synonyms or ()) for one in found.values()) == 75_618
    bebop = found["anidb/23"]
    assert (bebop.title_romaji, bebop.title_native) == ("Cowboy Bebop", "カウボーイビバップ")
    assert sum(one.title_romaji is None for one in found.values()) == 6
