"""Django's settings, all of them fixed or read from `ZUKAN_*` variables."""

import os
from pathlib import Path

from zukan.environment import (
    env_bool,
    env_choice,
    env_database,
    env_int,
    env_list,
    env_networks,
    env_path,
    env_site,
    env_text,
    secret_from_home,
)

PACKAGE = Path(__file__).parent

HOME = env_path(
    "ZUKAN_HOME", Path("var").resolve(), "Folder of the database, the secret key and uploaded files.", "./var"
)
DATABASES = {
    "default": env_database(
        "ZUKAN_DATABASE_URL", HOME, "`sqlite:///path/to/file` or `postgres://user:password@host:port/name`."
    )
}
HOST = env_text("ZUKAN_HOST", "127.0.0.1", "Address that `zukan serve` listens on; `0.0.0.0` for every network.")
PORT = env_int("PORT", 8000, "Port that `zukan serve` listens on.", 1, 65_535)
WORKERS = env_int(
    "ZUKAN_WORKERS", min(os.cpu_count() or 1, 4), "Processes that answer requests.", 1, 64, "one a core, at most 4"
)
SITE_URL = env_site(
    "ZUKAN_SITE_URL",
    f"http://127.0.0.1:{PORT}",
    "Public address of the site, used in links that leave it. With `https://`, cookies travel encrypted only.",
    "http://127.0.0.1:$PORT",
)
ALLOWED_HOSTS = env_list(
    "ZUKAN_ALLOWED_HOSTS",
    ["127.0.0.1", "localhost", "[::1]"],
    "Host names the pages answer to; `*` for any. The API knows no cookies and answers to every name.",
)
DEBUG = env_bool("ZUKAN_DEBUG", False, "Show Python tracebacks in the browser. Never on a public site.")
TRUST_PROXY = env_bool(
    "ZUKAN_TRUST_PROXY", False, "A reverse proxy stands in front and always sets `X-Forwarded-Proto`: believe it."
)
TRUSTED_PROXIES = env_networks(
    "ZUKAN_TRUSTED_PROXIES",
    "Addresses or networks of reverse proxies in front, such as `127.0.0.1,10.0.0.0/8`: what they say in "
    "`X-Forwarded-For` about who asks is believed.",
)
RATE_LIMIT = env_int(
    "ZUKAN_RATE_LIMIT",
    0,
    "API requests a minute that one address may send to one server; who sends more gets 429 for a minute. 0: no limit.",
    0,
    2**31,
)
HSTS_SECONDS = env_int(
    "ZUKAN_HSTS_SECONDS", 0, "How long browsers shall refuse the site without HTTPS; 0 does not tell them to."
)
SECRET_KEY = env_text("ZUKAN_SECRET_KEY", "", "Signs sessions. Empty: kept in `$ZUKAN_HOME/secret-key`.")
if not SECRET_KEY:
    SECRET_KEY = secret_from_home(HOME)

GRAPHQL_MAX_COST = env_int("ZUKAN_GRAPHQL_MAX_COST", 500, "Most fields that one API operation may select.", 1)
GRAPHQL_MAX_DEPTH = env_int("ZUKAN_GRAPHQL_MAX_DEPTH", 24, "Deepest nesting of one API operation.", 1)
GRAPHQL_MAX_BYTES = env_int("ZUKAN_GRAPHQL_MAX_BYTES", 65_536, "Largest text of one API operation, in bytes.", 100)
GRAPHQL_MAX_ROWS = env_int(
    "ZUKAN_GRAPHQL_MAX_ROWS", 20_000, "Largest product of the list limits along one path of an API operation.", 1
)
LATEST_URL = env_text(
    "ZUKAN_LATEST_URL",
    "https://github.com/cedya77/anime-offline-database/releases/download/latest/"
    "anime-offline-database-minified.json.zst",
    "What `zukan import --latest` fetches.",
)
STATEMENT_SECONDS = env_int("ZUKAN_STATEMENT_SECONDS", 10, "Longest time one read may take in the database.", 1)
POSTGRES_PREPARE = env_bool(
    "ZUKAN_POSTGRES_PREPARE", True, "Prepare statements on PostgreSQL. Switch off behind PgBouncer older than 1.21."
)
PICTURES = env_choice(
    "ZUKAN_PICTURES",
    "safe",
    ("safe", "all", "off"),
    "Which covers and portraits are fetched, once, when a page first needs them, and shown from here: `safe` leaves "
    "out titles for adults only, which keep their drawn covers; `off` fetches and shows none.",
)
PICTURES_EXCLUDED_HOSTS = env_list(
    "ZUKAN_PICTURES_EXCLUDED_HOSTS", [], "Hosts, with all below them, from which no picture is fetched."
)
PICTURES_MAX_MB = env_int(
    "ZUKAN_PICTURES_MAX_MB", 5_000, "Room for pictures in `$ZUKAN_HOME/media`; when it is full none is fetched."
)
API_PICTURES = env_choice(
    "ZUKAN_API_PICTURES",
    "remote",
    ("remote", "local"),
    "Addresses of pictures in the API: `remote` gives those that the sources gave, `local` this site's own for those "
    "that lie here, so that apps show them offline.",
)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.staticfiles",
    "zukan.jobs",
    "zukan.pictures",
    "zukan.accounts",
    "zukan.catalogue",
    "zukan.filing",
    "zukan.reviews",
    "zukan.forum",
    "zukan.tracker",
    "zukan.search",
    "zukan.sources",
    "zukan.web",
]
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "zukan.web.security.refuse_what_pages_do_not_need",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zukan.web.compression.CompressText",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "zukan.urls"
WSGI_APPLICATION = "zukan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "pages", PACKAGE / "web" / "components"],
        "OPTIONS": {"environment": "zukan.web.jinja.environment"},
    },
    {  # the admin's
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "admin" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names carry a hash of the content: a browser keeps a file for ever and never shows an old one.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "media"

CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "zukan.web.pages.errors.view.refused_page"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = SITE_URL.startswith("https://")
SECURE_HSTS_SECONDS = HSTS_SECONDS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own set-up is silent without DEBUG. With this, a 500 is written with its traceback, a 404 is not.
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        # Probes with a made-up host would fill the log with tracebacks; the answer tells the caller.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
