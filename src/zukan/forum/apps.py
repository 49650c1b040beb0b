from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "zukan.forum"
