"""What a reader sees when something is missing or broken. Neither page asks the database."""

from django.http import HttpRequest, HttpResponse

from zukan.web.pages.rendering import render_page


def not_found_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render_page(request, "errors/404.html", status=404)


def refused_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from a page of this site. reason: Django's, which names the mechanism only."""
    told = "It did not come from a page of this site, or the page was too old. Open the page again and repeat it."
    return render_page(request, "errors/refused.html", status=403, reason=told)


def malformed_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be meant: with another site's name, or with an address that is none."""
    told = "It names another site or cannot be read. The owner lists this site's names in ZUKAN_ALLOWED_HOSTS."
    return render_page(request, "errors/refused.html", status=400, reason=told)


def fault_page(request: HttpRequest) -> HttpResponse:
    """Django has written the fault and its cause to the log before it calls this."""
    return render_page(request, "errors/500.html", status=500)
