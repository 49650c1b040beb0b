"""Every address of the site, and the view behind it. POST at `/` and `/graphql` is answered before Django."""

from django.urls import URLPattern, URLResolver, path, register_converter

from zukan.web import assets
from zukan.web.admin import entities, imports, queue  # noqa: F401  # they register their pages
from zukan.web.admin.site import desk
from zukan.web.artwork import views as artwork
from zukan.web.converters import HexColour, Id, PictureFile, SampleId, SeasonName, Year
from zukan.web.pages.about.view import about_page
from zukan.web.pages.birthdays.view import birthdays_page
from zukan.web.pages.browse.feed import browse_feed
from zukan.web.pages.browse.view import browse_page, every_value_page
from zukan.web.pages.character.view import character_page
from zukan.web.pages.components.view import components_page, sample_cover_view
from zukan.web.pages.errors.view import fault_page, malformed_page, not_found_page
from zukan.web.pages.genre.view import genre_page
from zukan.web.pages.genres.view import genres_page
from zukan.web.pages.home.view import home_page
from zukan.web.pages.media.view import media_page
from zukan.web.pages.rankings.view import method_page, ranking_page
from zukan.web.pages.search.suggesting import suggestions
from zukan.web.pages.search.view import search_page
from zukan.web.pages.season.view import season_page
from zukan.web.pages.seasons.view import archive_page, year_page
from zukan.web.pages.staff.view import staff_page
from zukan.web.pages.studio.view import studio_page
from zukan.web.pages.tag.view import tag_page
from zukan.web.pictures import picture_view
from zukan.web.plain_files import manifest, robots

register_converter(Id, "id")
register_converter(SampleId, "sample")
register_converter(Year, "year")
register_converter(SeasonName, "season")
register_converter(HexColour, "colour")
register_converter(PictureFile, "picture")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home_page, name="home"),
    path("search", search_page, name="search"),
    path("search/suggest", suggestions, name="suggest"),
    path("about", about_page, name="about"),
    path("anime", browse_page("ANIME"), name="anime"),
    path("manga", browse_page("MANGA"), name="manga"),
    path("anime.atom", browse_feed("ANIME")),
    path("manga.atom", browse_feed("MANGA")),
    path("anime/by/<slug:parameter>", every_value_page, {"type_": "ANIME"}),
    path("manga/by/<slug:parameter>", every_value_page, {"type_": "MANGA"}),
    *(
        path(f"{kind}/<id:media_id>{rest}", media_page)
        for kind in ("anime", "manga")
        for rest in ("", "/", "/<path:slug>")
    ),
    *(
        path(f"{kind}/<id:{kind}_id>{rest}", view)
        for kind, view in (
            ("character", character_page),
            ("staff", staff_page),
            ("studio", studio_page),
            ("tag", tag_page),
        )
        for rest in ("", "/", "/<path:slug>")
    ),
    path("genres", genres_page, name="genres"),
    path("genre/<slug:slug>", genre_page, name="genre"),
    path("birthdays", birthdays_page, name="birthdays"),
    path("anime/season", archive_page, name="seasons"),
    path("anime/season/<year:year>", year_page, name="year"),
    path("anime/season/<year:year>/<season:season>", season_page, name="season"),
    *(path(kind, ranking_page, {"kind": kind}, name=kind) for kind in ("top", "popular", "trending")),
    path("trending/method", method_page, name="method"),
    path("components", components_page, name="components"),
    path("cover/<sample:media_id>.svg", sample_cover_view),
    path("cover/<id:media_id>.svg", artwork.cover_view, name="cover"),
    path("picture/<picture:file>", picture_view, name="picture"),
    path("accent/<colour:colour>.css", artwork.accent_view, name="accent"),
    path("style/<slug:version>.css", assets.stylesheet_view, name="stylesheet"),
    path("admin/", desk.urls),
    path("robots.txt", robots, name="robots"),
    path("site.webmanifest", manifest, name="manifest"),
]
handler400 = malformed_page
handler404 = not_found_page
handler500 = fault_page
