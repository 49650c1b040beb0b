from django.apps import AppConfig
from django.db.backends.signals import connection_created

from zukan.filing.bits import on_connection


class FilingConfig(AppConfig):
    name = "zukan.filing"

    def ready(self) -> None:
        connection_created.connect(on_connection)
