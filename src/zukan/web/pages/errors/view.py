"""What a reader sees when something is missing or broken. Neither page asks the database."""

from django.http import HttpRequest, HttpResponse

from zukan.web.pages.rendering import render_page


def not_found_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render_page(request, "errors/404.html", status=404)


def fault_page(request: HttpRequest) -> HttpResponse:
    """Django has written the fault and its cause to the log before it calls this."""
    return render_page(request, "errors/500.html", status=500)
