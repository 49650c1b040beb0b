"""The command `zukan`: help, exit codes and plain output."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import zukan
from zukan.accounts.models import AccessToken, User, token_digest
from zukan.catalogue.models import Media
from zukan.cli import COMMANDS, build, load_command

DOCUMENTED = Path(__file__).parents[2] / "README.md"


def run(*arguments: str) -> Result:
    """Run a command in this process, on the database of the test."""
    return CliRunner().invoke(build(set(arguments)), list(arguments))


def run_process(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, on an empty home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZUKAN_")}
    return subprocess.run(
        [sys.executable, "-m", "zukan", *arguments],
        env={**kept, "ZUKAN_HOME": str(home), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_lists_every_command_without_starting_django(tmp_path: Path) -> None:
    shown = run_process(tmp_path / "home", "--help", ZUKAN_DEBUG="no setting is read")
    assert shown.returncode == 0
    for name, (_, summary) in COMMANDS.items():
        assert name in shown.stdout
        assert summary.split()[0] in shown.stdout
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("name", COMMANDS)
def test_line_in_the_list_is_the_first_of_the_commands_own_help(name: str) -> None:
    described = (load_command(name).__doc__ or "").strip()
    assert described.startswith(COMMANDS[name][1].removesuffix("."))


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"manage"}))
def test_every_command_has_help(name: str) -> None:
    shown = run(name, "--help")
    assert shown.exit_code == 0
    assert "Usage:" in shown.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert re.search(rf"\bzukan {name}\b", DOCUMENTED.read_text())


def test_output_has_no_colours_away_from_a_terminal(tmp_path: Path) -> None:
    for arguments in (("--help",), ("check",), ("nonsense",)):
        shown = run_process(tmp_path, *arguments)
        assert "\x1b" not in shown.stdout + shown.stderr


def test_exit_code_2_for_arguments_and_settings_that_are_wrong(tmp_path: Path) -> None:
    assert run_process(tmp_path, "nonsense").returncode == 2
    assert run_process(tmp_path, "status", "--nonsense").returncode == 2


@pytest.mark.parametrize("arguments", [("status",), ("serve",), ("manage", "check")])
def test_bad_setting_is_one_line_that_names_it(arguments: tuple[str, ...], tmp_path: Path) -> None:
    refused = run_process(tmp_path, *arguments, PORT="eight")
    assert refused.returncode == 2
    assert refused.stderr.startswith("PORT='eight' is not a whole number")
    assert refused.stderr.count("\n") == 1


def test_bad_setting_stops_a_server_of_another_make_with_the_same_line(tmp_path: Path) -> None:
    refused = subprocess.run(
        [sys.executable, "-c", "import zukan.wsgi"],
        env={**os.environ, "ZUKAN_HOME": str(tmp_path), "ZUKAN_DEBUG": "perhaps"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 2
    assert refused.stderr.startswith("ZUKAN_DEBUG='perhaps' is not true or false")
    assert refused.stderr.count("\n") == 1


def test_exit_code_1_and_a_sentence_when_the_database_cannot_be_read(tmp_path: Path) -> None:
    for command in ("status", "serve"):
        failed = run_process(tmp_path, command, ZUKAN_DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")
        assert failed.returncode == 1
        assert "refused" in failed.stderr
        assert "Traceback" not in failed.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        *(("create-token", "fan"), ("remove-samples",), ("status",), ("imports",), ("undo",), ("export", "all.jsonl")),
        *(("review", "--list"), ("edit", "media", "1", "episodes=2"), ("provenance", "media", "1")),
    ],
)
def test_commands_on_an_empty_home_end_with_a_sentence(arguments: tuple[str, ...], tmp_path: Path) -> None:
    ended = run_process(tmp_path, *arguments)
    assert ended.returncode == 1
    assert ended.stderr.startswith("The database lacks ")
    assert "`zukan manage migrate` makes them" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_import_into_an_empty_home_prepares_the_database(tmp_path: Path) -> None:
    file = tmp_path / "works.json"
    file.write_text('{"data": {"Media": {"id": 5, "type": "ANIME", "title": {"romaji": "Umi"}}}}')
    for prepared in (True, False):
        done = run_process(tmp_path / "home", "import", str(file))
        assert done.returncode == 0, done.stderr
        assert ("Preparing the database" in done.stdout) == prepared
        assert "Imported: 1 file" in done.stdout


def test_version_is_told(tmp_path: Path) -> None:
    assert run_process(tmp_path, "--version").stdout == f"Zukan {zukan.__version__}\n"


def test_manage_passes_arguments_and_exit_codes_of_django_on(tmp_path: Path) -> None:
    assert "--fake" in run_process(tmp_path, "manage", "migrate", "--help").stdout
    assert run_process(tmp_path, "manage", "nonsense").returncode == 1
    assert run_process(tmp_path, "manage", "migrate", "--check").returncode == 1


def test_completion_knows_the_commands_and_their_options(tmp_path: Path) -> None:
    for words, completed in (("zukan create", "create-token"), ("zukan serve --w", "--workers")):
        shown = run_process(
            tmp_path, _ZUKAN_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(words.count(" "))
        )
        assert shown.stdout.split() == [completed]


@pytest.mark.django_db
def test_status_counts_what_is_there() -> None:
    Media.objects.create(id=1, type="ANIME", title_romaji="A", updated_at=1_700_000_000)
    Media.objects.create(id=2, type="ANIME", title_romaji="B")
    Media.objects.create(id=3, type="MANGA", title_romaji="C")
    shown = run("status")
    assert shown.exit_code == 0
    assert re.search(r"^ anime +2 *$", shown.output, re.MULTILINE)
    assert re.search(r"^ manga +1 *$", shown.output, re.MULTILINE)
    assert re.search(r"^ newest change +2023-11-14 *$", shown.output, re.MULTILINE)


@pytest.mark.django_db
def test_create_token_prints_a_token_that_signs_its_user_in() -> None:
    user = User.objects.create_user("reader")
    made = run("create-token", "reader", "--days", "2")
    assert made.exit_code == 0
    token = AccessToken.objects.get(digest=token_digest(made.stdout.strip()))
    assert token.user == user
    assert abs(token.expires_at - time.time() - 2 * 86_400) < 60


@pytest.mark.django_db
def test_create_token_for_nobody_is_refused() -> None:
    refused = run("create-token", "nobody")
    assert refused.exit_code == 1
    assert "'nobody'" in refused.stderr
    assert not AccessToken.objects.exists()
