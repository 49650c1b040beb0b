"""`zukan remove-samples`: take away what only shows the layout."""

from zukan.commands.terminal import output
from zukan.sources.samples import remove_samples as remove


def remove_samples() -> None:
    """Remove the sample reviews."""
    removed = remove()
    output.print(f"Removed {removed} sample reviews." if removed else "There were no sample reviews.")
