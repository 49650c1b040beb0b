"""The site of the admin, and what all its pages share."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse

from zukan.sources.errors import SourceError
from zukan.sources.models import ImportRun

# Model -> what its page is called. Django makes plurals of class names: "Medias".
TITLES = {
    "TitleMatch": "What needs a look",
    "ImportRun": "Imports",
    "Decision": "Decisions",
    "Media": "Works",
    "Character": "Characters",
    "Staff": "Staff",
    "Studio": "Studios",
}


class Desk(AdminSite):
    """The admin: one list of pages in the order in which they are needed."""

    site_header = site_title = "Zukan: desk"
    index_title = "Desk"
    enable_nav_sidebar = False

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return one list in place of one for each app."""
        models_shown = [model for app in super().get_app_list(request) for model in app["models"]]
        order = list(TITLES)
        models_shown.sort(key=lambda model: order.index(model["object_name"]))
        for model in models_shown:
            model["name"] = TITLES[model["object_name"]]
        return [{"name": "Catalogue", "app_label": "desk", "app_url": "", "models": models_shown}]


desk = Desk(name="admin")


class StaffAdmin(ModelAdmin):  # type: ignore[type-arg]  # it takes none when it runs
    """Pages that staff may read; what may be done is a form of its own on them."""

    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_staff(request.user)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return is_staff(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        shown = {"title": TITLES[self.model.__name__], "heading": TITLES[self.model.__name__], **(extra_context or {})}
        return super().changelist_view(request, shown)

    def page(self, request: HttpRequest, template: str, title: str, **shown: object) -> TemplateResponse:
        """Render a page of the desk's own."""
        common = {**self.admin_site.each_context(request), "opts": self.model._meta, "title": title}
        common["heading"] = TITLES[self.model.__name__]
        return TemplateResponse(request, f"desk/{template}", {**common, **shown})


def is_staff(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Return whether someone may work at the desk."""
    return bool(user.is_active and getattr(user, "is_staff", False))


def done(request: HttpRequest, action: Callable[[], ImportRun], told: str) -> bool:
    """Do something to the catalogue and tell whether it was done, or why it cannot be."""
    try:
        action()
    except SourceError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, told)
    return True


def name_of(request: HttpRequest) -> str:
    """Return who decides."""
    return str(request.user.get_username())


def moment(at: int | None) -> str:
    """Return a moment in UTC as people read it, "" for none."""
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M}" if at else ""
