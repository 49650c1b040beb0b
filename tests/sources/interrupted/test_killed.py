"""An import that is killed, wherever that is, leaves a whole catalogue, and the same command finishes it."""

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.sources.interrupted.conftest import Installation, Whole
from zukan.catalogue.models import Media

KILLS = 20
SHARES = 4  # so that several workers can have a share each
KILLED = -9
NewInstallation = Callable[[], Installation]


def pages_answer(installation: Installation) -> None:
    """Fail unless the site's pages show what there is."""
    with installation.opened():
        works = Media.objects.order_by("id").values_list("type", "id")
        paths = [f"/{kind.lower()}/{pk}" for kind, pk in (*works[:2], *works.reverse()[:2])]
        for path in ("/", "/search?q=a", *paths):
            assert Client().get(path, follow=True).status_code == 200


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_twenty_points_the_same_command_finishes_the_same_catalogue(
    new_installation: NewInstallation, samples: tuple[Path, Path], whole: Whole, share: int
) -> None:
    """The points are drawn from twenty equal parts of the import's statements, spread over its steps."""
    chance = random.Random(20)  # noqa: S311  # points, not secrets
    assert whole.statements > 5 * KILLS
    points = [1 + int((part + chance.random()) * whole.statements / KILLS) for part in range(KILLS)]
    for at in points[share::SHARES]:
        installation = new_installation()
        killed = installation.run("import", samples[1], fault="kill", at=at)
        assert (killed.returncode, killed.stderr) == (KILLED, "")
        installation.check()
        pages_answer(installation)
        finished = installation.run("import", samples[1])
        assert finished.returncode == 0, finished.stderr
        assert installation.catalogue() == whole.lines, f"killed at statement {at} of {whole.statements}"


def test_killed_again_and_again_each_time_later_it_ends_as_if_nothing_had_been(
    new_installation: NewInstallation, samples: tuple[Path, Path], whole: Whole
) -> None:
    """Here the clock says when: a process is killed from outside, wherever it is."""
    installation = new_installation()
    for part in (0.5, 0.6, 0.7, 0.8):
        process = installation.start("import", samples[1])
        try:
            process.wait(whole.seconds * part)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        installation.check()
    finished = installation.run("import", samples[1])
    assert finished.returncode == 0, finished.stderr
    assert installation.catalogue() == whole.lines
