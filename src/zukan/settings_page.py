"""Print `docs/settings.md` from the settings that the code declares: `make docs`."""

import sys

from zukan import settings  # noqa: F401  # declares them
from zukan.environment import DECLARED, Setting

HEADER = """\
# Settings

Everything is set by variables of the environment. One that holds something it cannot be stops the program at its
start with a sentence that names it. `zukan check` tells of a `ZUKAN_*` variable that is none of these.

This page is printed by `make docs` from the code.

| variable | is | without it | meaning |
|---|---|---|---|
"""


def table_row(setting: Setting) -> str:
    """One line of the table."""
    default = f"`{setting.default}`" if setting.default else "empty"
    return f"| `{setting.name}` | {setting.kind} | {default} | {setting.meaning} |\n"


def settings_page() -> str:
    """Return the whole page, as Markdown."""
    return HEADER + "".join(table_row(setting) for setting in DECLARED)


if __name__ == "__main__":
    sys.stdout.write(settings_page())
