"""Settings come from the environment, are documented, and refuse by name what they cannot use."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from zukan import environment
from zukan.environment import (
    SettingError,
    database_from_url,
    env_bool,
    env_database,
    env_int,
    env_list,
    env_networks,
    env_path,
    env_site,
    secret_from_home,
)
from zukan.settings_page import settings_page

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what tests declare out of the documentation."""
    monkeypatch.setattr(environment, "DECLARED", [])


@pytest.mark.parametrize(
    ("read", "value", "reason"),
    [
        (lambda: env_int("ZUKAN_X", 1, ""), "many", "invalid literal"),
        (lambda: env_int("ZUKAN_X", 1, "", 5), "4", "5 or more"),
        (lambda: env_int("ZUKAN_X", 1, "", 0, 9), "10", "9 or less"),
        (lambda: env_bool("ZUKAN_X", False, ""), "perhaps", "use true or false"),
        (lambda: env_networks("ZUKAN_X", ""), "10.0.0.0/8,proxy", "'proxy' does not appear"),
        (lambda: env_site("ZUKAN_X", "", "", ""), "zukan.example", "must start with http"),
        (lambda: env_site("ZUKAN_X", "", "", ""), "https://zukan.example/anime", "without a path"),
        (lambda: env_database("ZUKAN_X", Path("/x"), ""), "mysql://host/name", "must start with sqlite"),
        (lambda: env_database("ZUKAN_X", Path("/x"), ""), "postgres://host", "name of a database"),
        (lambda: env_database("ZUKAN_X", Path("/x"), ""), "postgres://host:port/name", "port is no number"),
    ],
)
def test_bad_value_is_refused_by_name(
    read: Callable[[], object], value: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZUKAN_X", value)
    with pytest.raises(SettingError, match=f"^ZUKAN_X={value!r} is not .*{reason}"):
        read()


@pytest.mark.parametrize("password", ["s3cret", "s3/cret", "s3@cret"])
def test_password_of_a_refused_database_is_not_shown(password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZUKAN_X", f"postgres://me:{password}@host:port/name")
    with pytest.raises(SettingError) as refused:
        env_database("ZUKAN_X", Path("/x"), "")
    assert "s3" not in str(refused.value)
    assert "cret" not in str(refused.value)


def test_good_values_are_read_with_their_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for text, read, value in (
        ("7", lambda: env_int("ZUKAN_X", 1, ""), 7),
        ("Yes", lambda: env_bool("ZUKAN_X", False, ""), True),
        ("0", lambda: env_bool("ZUKAN_X", True, ""), False),
        ("a, b,", lambda: env_list("ZUKAN_X", [], ""), ["a", "b"]),
        (str(tmp_path), lambda: env_path("ZUKAN_X", Path("/"), "", ""), tmp_path),
        ("https://zukan.example/", lambda: env_site("ZUKAN_X", "", "", ""), "https://zukan.example"),
        ("", lambda: env_int("ZUKAN_X", 1, ""), 1),
    ):
        monkeypatch.setenv("ZUKAN_X", text)
        assert read() == value


@given(user=st.text(min_size=1), password=st.text(), name=st.text(min_size=1))
def test_database_url_keeps_every_character_of_its_parts(user: str, password: str, name: str) -> None:
    described = database_from_url(f"postgres://{quote(user, '')}:{quote(password, '')}@db:5433/{quote(name, '')}")
    assert (described["USER"], described["PASSWORD"], described["NAME"]) == (user, password, name)
    assert (described["HOST"], described["PORT"]) == ("db", "5433")


def test_database_url_passes_options_of_libpq_on() -> None:
    assert database_from_url("postgres://db/zukan?sslmode=require")["OPTIONS"] == {
        "options": "-c jit=off",
        "sslmode": "require",
    }


def test_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    home = tmp_path / "new"
    secret = secret_from_home(home)
    assert len(secret) >= 50
    assert secret_from_home(home) == secret
    assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600


def test_home_that_cannot_be_written_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingError, match=r"^ZUKAN_HOME=.* cannot be used"):
        secret_from_home(tmp_path / "file" / "home")


def test_page_of_settings_is_the_one_that_the_code_prints() -> None:
    assert (CHECKOUT / "docs" / "settings.md").read_text() == settings_page(), "`make docs` prints it anew"


def test_every_variable_that_the_code_reads_is_documented() -> None:
    page = (CHECKOUT / "docs" / "settings.md").read_text()
    for path in (CHECKOUT / "src").rglob("*.py"):
        for name in re.findall(r"""["'](ZUKAN_[A-Z_]*[A-Z])["']""", path.read_text()):
            assert f"| `{name}` |" in page or name == "ZUKAN_REQUIRE_ALL", f"{name} in {path} is not documented"


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_waits_for_writers_and_keeps_references_whole() -> None:
    with connection.cursor() as cursor:
        for pragma, value in (("foreign_keys", 1), ("synchronous", 1), ("cache_size", -32768), ("busy_timeout", 20000)):
            assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_does_not_compile_queries() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


def test_static_files_can_be_collected_under_names_of_their_content(settings: LazySettings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (settings.STATIC_ROOT / "staticfiles.json").exists()


def run_python(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run some code in a fresh Python that has Django set up."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"import django; django.setup()\n{code}"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "zukan.settings", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


FAILING_PAGE = """
from django.core.management import call_command
from django.http import Http404
from django.test import Client
from django.urls import path
import zukan.urls

def fails(request): raise ValueError("the cause of it")
def lacks(request): raise Http404("nothing here")

zukan.urls.urlpatterns[:0] = [path("fails", fails), path("lacks", lacks)]
call_command("collectstatic", interactive=False, verbosity=0)
client = Client(raise_request_exception=False, headers={"host": "localhost"})
print(client.get("/lacks").status_code, client.get("/fails").status_code)
"""


def test_cause_of_a_500_is_written_to_stderr_and_a_404_is_not(tmp_path: Path) -> None:
    run = run_python(FAILING_PAGE, ZUKAN_HOME=str(tmp_path))
    assert run.stdout == "404 500\n", run.stderr
    assert "ValueError: the cause of it" in run.stderr
    assert "/lacks" not in run.stderr


def test_cookies_are_for_https_alone_when_the_site_has_it(tmp_path: Path) -> None:
    code = "from django.conf import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_TRUSTED_ORIGINS)"
    https = run_python(code, ZUKAN_HOME=str(tmp_path), ZUKAN_SITE_URL="https://zukan.example")
    assert https.stdout == "True ['https://zukan.example']\n"
    assert run_python(code, ZUKAN_HOME=str(tmp_path)).stdout == "False ['http://127.0.0.1:8000']\n"
