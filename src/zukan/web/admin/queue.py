"""What needs a look, both sides beside each other, and what was decided."""

from typing import Any

from django.contrib.admin import display, register
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from zukan.sources import actions, review_queue
from zukan.sources.models import Decision, TitleMatch
from zukan.sources.precedence import HERE
from zukan.web.admin.site import StaffAdmin, desk, done, moment, name_of

QUESTIONS_A_PAGE = 10
TOLD = {
    "accept": "They are one.",
    "reject": "They are not, as far as is known.",
    "never": "They are not, whatever is said later.",
}


@register(TitleMatch, site=desk)
class QueueAdmin(StaffAdmin):
    """Titles that may be one work and ids that contradict each other."""

    def get_urls(self) -> list[URLPattern]:
        answer = self.admin_site.admin_view(require_POST(self.answer_view))
        return [path("answer/", answer, name="sources_titlematch_answer"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the queue."""
        page = Paginator(review_queue.open_pairs(), QUESTIONS_A_PAGE).get_page(request.GET.get("p"))
        questions = review_queue.questions(page.object_list)
        return self.page(request, "queue.html", "What needs a look", pages=page, questions=questions)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the queue: a match has no page of its own."""
        return HttpResponseRedirect(reverse("admin:sources_titlematch_changelist"))

    def answer_view(self, request: HttpRequest) -> HttpResponse:
        """Take an answer to a question."""
        verdict, question = request.POST.get("verdict", ""), request.POST.get("question", "")
        if verdict not in review_queue.ANSWERS:
            raise Http404("There is no such answer")
        done(
            request,
            lambda: review_queue.answer(review_queue.pair_of(question), verdict, name_of(request)),
            TOLD[verdict],
        )
        return HttpResponseRedirect(reverse("admin:sources_titlematch_changelist"))


@register(Decision, site=desk)
class DecisionAdmin(StaffAdmin):
    """What people decided about two records. What they said of fields is on the page of the work."""

    list_display = ("first", "verdict", "second", "made_by", "made")
    list_filter = ("verdict", "kind")
    search_fields = ("first", "second", "made_by")
    ordering = ("-id",)

    @display(description="made", ordering="made_at")
    def made(self, decision: Decision) -> str:
        return moment(decision.made_at)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return Decision.objects.exclude(second__startswith=f"{HERE}/")

    def get_urls(self) -> list[URLPattern]:
        retract = self.admin_site.admin_view(require_POST(self.retract_view))
        return [path("<int:number>/retract/", retract, name="sources_decision_retract"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a decision with a button to take it back."""
        decision = self.get_queryset(request).filter(pk=object_id).first() if object_id.isdecimal() else None
        if decision is None:
            raise Http404(f"There is no decision {object_id}")
        pair = review_queue.Pair("", decision.kind, decision.first, decision.second, (), decision.total or 0.0)
        question = review_queue.questions([pair])[0]
        return self.page(
            request, "decision.html", "Decision", decision=decision, made=moment(decision.made_at), question=question
        )

    def retract_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Take a decision back."""
        decision = self.get_queryset(request).filter(pk=number).first()
        if decision is None:
            raise Http404(f"There is no decision {number}")
        done(request, lambda: actions.retract(decision), "The decision is taken back.")
        return HttpResponseRedirect(reverse("admin:sources_decision_changelist"))
