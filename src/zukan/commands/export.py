"""`zukan export`: write the catalogue to a file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zukan.commands.import_catalogue import shown_progress
from zukan.commands.terminal import fail, output
from zukan.export import exporting
from zukan.export.errors import ExportError


class Form(StrEnum):
    """The forms there are."""

    ANILIST = "anilist"
    OFFLINE_DATABASE = "anime-offline-database"


class Only(StrEnum):
    """The kinds of works."""

    ANIME = "anime"
    MANGA = "manga"


def export(
    path: Annotated[Path, typer.Argument(help="The file to write: …jsonl, …jsonl.zst, …", show_default=False)],
    form: Annotated[Form, typer.Option(help="What the file is to look like.")] = Form.ANILIST,
    only: Annotated[Only | None, typer.Option(help="Only these works, and who made them.", show_default=False)] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")] = False,
) -> None:
    """Write the catalogue to a file.

    The form `anilist` holds all of it, one answer of the API a line; another Zukan imports it without loss. The form
    `anime-offline-database` is one that many programs read; it knows anime alone. A name that ends in .zst or .gz has
    the file packed.
    """
    if form is Form.OFFLINE_DATABASE and only is Only.MANGA:
        raise typer.BadParameter("this form knows no manga", param_hint="--only")
    media_type = only.name if only else None
    try:
        with shown_progress() as progress:
            report = exporting.export(path, form.value, media_type, force=force, progress=progress)
    except ExportError as error:
        fail(str(error))
    for reason, count in report.left_out.items():
        output.print(f"left out {count:,}: {reason}", markup=False)
    if form is Form.OFFLINE_DATABASE:
        output.print("This form holds anime only: no manga, no people, no texts.")
    size = path.stat().st_size / 1e6
    output.print(f"Written: {report.written:,} things to {path} ({size:,.1f} MB).", markup=False)
