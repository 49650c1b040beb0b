"""Answers are packed on their way, but for pictures: they are packed already."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PACKED = {"image/avif", "image/webp"}


class CompressText(GZipMiddleware):
    """Django's middleware, which leaves pictures as they are."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        return response if response.get("Content-Type") in PACKED else super().process_response(request, response)
