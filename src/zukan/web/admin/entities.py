"""Works, characters, staff and studios: what is believed of them, by whom, and a form to say better."""

from typing import Any, ClassVar, Literal, get_args, get_origin

import msgspec
from django import forms
from django.contrib.admin import register
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zukan.catalogue.models import Character, Media, Staff, Studio
from zukan.sources import actions
from zukan.sources.provenance import Group, provenance
from zukan.sources.records import RECORD_OF_KIND
from zukan.web.admin.site import StaffAdmin, desk, done, name_of

COLUMN_OF_FIELD = {"origin": "source"}  # where a column is called otherwise than the field of records
LONG = {"description"}
NAMES = ("title_romaji", "title_english", "title_native", "name_full", "name")
RELEASE = "release-"  # what begins the names of the boxes that take back what was said here
FIELDS_OF_KIND = {
    "media": (
        *("title_romaji", "title_english", "title_native", "type", "format", "status", "start_date", "end_date"),
        *("season", "season_year", "episodes", "duration", "chapters", "volumes", "origin", "country_of_origin"),
        *("hashtag", "is_adult", "cover_extra_large", "banner_image", "trailer_site", "trailer_id", "description"),
    ),
    "character": (
        *("name_full", "name_native", "gender", "age", "date_of_birth", "blood_type", "image_large", "description"),
    ),
    "staff": (
        *("name_full", "name_native", "language", "gender", "age", "date_of_birth", "date_of_death", "home_town"),
        *("blood_type", "image_large", "description"),
    ),
    "studio": ("name", "is_animation_studio"),
}


def form_field(kind: str, name: str) -> forms.Field:
    """Return the form's field for a field of records."""
    annotation = next(one.type for one in msgspec.structs.fields(RECORD_OF_KIND[kind]) if one.name == name)
    plain = next(part for part in (get_args(annotation) or (annotation,)) if part is not type(None))
    plain = get_args(plain)[0] if hasattr(plain, "__metadata__") else plain
    if get_origin(plain) is Literal:
        return forms.ChoiceField(choices=[("", "not known"), *((word, word) for word in get_args(plain))])
    if plain is bool:
        return forms.ChoiceField(choices=[("", "not known"), ("true", "yes"), ("false", "no")])
    if plain is int:
        return forms.IntegerField()
    return forms.CharField(widget=forms.Textarea({"rows": 8}) if name in LONG else forms.TextInput)


def form_of(kind: str, row: models.Model, said_here: set[str], given: Any = None) -> forms.Form:
    """Return the form of an entity, with a box beside each field of which something was said here."""
    form = forms.Form(given, initial={name: shown(row, name) for name in FIELDS_OF_KIND[kind]})
    for name in FIELDS_OF_KIND[kind]:
        field = form_field(kind, name)
        field.required, field.label = False, name.replace("_", " ").capitalize()
        form.fields[name] = field
        if name in said_here:
            label = f"Release: believe the sources about {name.replace('_', ' ')} again"
            form.fields[RELEASE + name] = forms.BooleanField(required=False, label=label)
    return form


def shown(row: models.Model, name: str) -> object:
    """Return what a form shows of a column."""
    value = getattr(row, COLUMN_OF_FIELD.get(name, name))
    return {True: "true", False: "false", None: ""}.get(value, value) if value is None or type(value) is bool else value


class EntityAdmin(StaffAdmin):
    """A list to search in, and for each entity its form and who says what."""

    kind: ClassVar[str]
    list_per_page = 50
    show_full_result_count = False
    ordering = ("id",)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show an entity, and take what is said of it."""
        row = self.model._default_manager.filter(pk=object_id).first() if object_id.isdecimal() else None
        if row is None:
            raise Http404(f"There is no {self.kind} {object_id}")
        groups = provenance(self.kind, row.pk)
        form = form_of(self.kind, row, said_here(groups), request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid() and self.take(request, row, form):
            return HttpResponseRedirect(
                reverse(f"admin:catalogue_{self.model._meta.model_name}_change", args=(row.pk,))
            )
        title = next((str(getattr(row, name)) for name in NAMES if getattr(row, name, None)), str(row.pk))
        return self.page(request, "entity.html", title, form=form, groups=groups, kind=self.kind, row=row)

    def take(self, request: HttpRequest, row: models.Model, form: forms.Form) -> bool:
        """Say what was changed in the form and release what was ticked. Return whether all of it was done."""
        released = [name.removeprefix(RELEASE) for name in form.changed_data if name.startswith(RELEASE)]
        said = {name: form.cleaned_data[name] for name in form.changed_data if not name.startswith(RELEASE)}
        emptied = [name for name, value in said.items() if value in ("", None)]
        for name in emptied:
            form.add_error(name, "It cannot be emptied: nothing said leaves the sources' word standing.")
        if emptied:
            return False
        kept = {name: value for name, value in said.items() if name not in released}
        return (not released or done(request, lambda: actions.release(self.kind, row.pk, released), "Released.")) and (
            not kept or done(request, lambda: actions.edit(self.kind, row.pk, kept, name_of(request)), "Corrected.")
        )


def said_here(groups: list[Group]) -> set[str]:
    """Return the fields of which people said something here."""
    return {said.field for group in groups for voice in group.voices if voice.is_edit for said in voice.said}


@register(Media, site=desk)
class MediaAdmin(EntityAdmin):
    """Works."""

    kind = "media"
    list_display = ("id", "title_romaji", "title_english", "title_native", "type", "format", "start_date")
    list_filter = ("type", "format")
    search_fields = ("title_romaji", "title_english", "title_native", "=id")


@register(Character, site=desk)
class CharacterAdmin(EntityAdmin):
    """Characters."""

    kind = "character"
    list_display = ("id", "name_full", "name_native")
    search_fields = ("name_full", "name_native", "=id")


@register(Staff, site=desk)
class StaffMemberAdmin(EntityAdmin):
    """People who work on works."""

    kind = "staff"
    list_display = ("id", "name_full", "name_native", "language")
    search_fields = ("name_full", "name_native", "=id")


@register(Studio, site=desk)
class StudioAdmin(EntityAdmin):
    """Companies."""

    kind = "studio"
    list_display = ("id", "name", "is_animation_studio")
    search_fields = ("name", "=id")
