"""Every address of the site, and the view behind it. POST at `/` and `/graphql` is answered before Django."""

from django.urls import URLPattern, URLResolver, path, register_converter

from zukan.web import assets
from zukan.web.admin import entities, imports, queue  # noqa: F401  # they register their pages
from zukan.web.admin.site import desk
from zukan.web.artwork import views as artwork
from zukan.web.converters import HexColour, Id, PictureFile, SampleId
from zukan.web.pages.about.view import about_page
from zukan.web.pages.components.view import components_page, sample_cover_view
from zukan.web.pages.errors.view import fault_page, malformed_page, not_found_page
from zukan.web.pages.home.view import home_page
from zukan.web.pages.media.view import media_page
from zukan.web.pages.search.view import search_page
from zukan.web.pictures import picture_view
from zukan.web.plain_files import manifest, robots

register_converter(Id, "id")
register_converter(SampleId, "sample")
register_converter(HexColour, "colour")
register_converter(PictureFile, "picture")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home_page, name="home"),
    path("search", search_page, name="search"),
    path("about", about_page, name="about"),
    *(
        path(f"{kind}/<id:media_id>{rest}", media_page)
        for kind in ("anime", "manga")
        for rest in ("", "/", "/<path:slug>")
    ),
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
