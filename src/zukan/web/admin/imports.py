"""Imports: what each did, and a button to take the last one back."""

from typing import Any

from django.contrib.admin import display, register
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from zukan.sources import actions
from zukan.sources.models import ImportRun
from zukan.web.admin.site import StaffAdmin, desk, done, moment

DECISIONS_A_PAGE = 200


def in_words(detail: dict[str, Any]) -> str:
    """Return why something was decided."""
    told = dict(detail)
    penalties = [f"{name} {weight:.2f}" for name, weight in told.pop("penalties", ())]
    records = told.pop("records", [])
    return ", ".join([*penalties, *records, *(f"{name} {value}" for name, value in told.items())])


@register(ImportRun, site=desk)
class ImportRunAdmin(StaffAdmin):
    """The list of runs, imports and decisions alike, and each opened whole."""

    list_display = ("id", "started", "source", "state", "brought")
    list_filter = ("source",)
    ordering = ("-id",)
    list_per_page = 50

    @display(description="started", ordering="started_at")
    def started(self, run: ImportRun) -> str:
        return moment(run.started_at)

    @display
    def state(self, run: ImportRun) -> str:
        if run.undone_at is not None:
            return "undone"
        return "running or stopped" if run.finished_at is None else "finished"

    @display
    def brought(self, run: ImportRun) -> str:
        told = [f"{kind}: {count['new']:,} new, {count['changed']:,} changed" for kind, count in run.counts.items()]
        return "; ".join(told or map(str, run.paths))

    def get_urls(self) -> list[URLPattern]:
        undo = self.admin_site.admin_view(require_POST(self.undo_view))
        return [path("<int:number>/undo/", undo, name="sources_importrun_undo"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a run whole."""
        run = ImportRun.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        if run is None:
            raise Http404(f"There is no import {object_id}")
        last = actions.last_import()
        decisions = Paginator(run.decisions.order_by("id"), DECISIONS_A_PAGE).get_page(request.GET.get("p"))
        return self.page(
            request,
            "import.html",
            f"{run.source} {run.pk}",
            run=run,
            state=self.state(run),
            started=moment(run.started_at),
            seconds=None if run.finished_at is None else run.finished_at - run.started_at,
            pages=decisions,
            decisions=[(one.rule, one.kind, one.subject, in_words(one.detail)) for one in decisions],
            can_be_undone=last is not None and last.pk == run.pk,
        )

    def undo_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Take the last import back; one that was followed by another meanwhile stays."""
        last = actions.last_import()
        if last is None or last.pk != number:
            raise Http404(f"{number} is not the last import")
        done(request, actions.undo, f"Import {number} is undone.")
        return HttpResponseRedirect(reverse("admin:sources_importrun_change", args=(number,)))
