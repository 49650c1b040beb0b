"""Run all measurements but the longest, or those that are named."""

import sys

from bench import import_order, imports, matching, media_page, operations, pages, search

MEASUREMENTS = {
    "import": imports.main,
    "import_order": import_order.main,
    "matching": matching.main,
    "media_page": media_page.main,
    "operations": operations.main,
    "pages": pages.main,
    "search": search.main,
}
# One takes half an hour, one needs a server that runs, one asks thousands of questions of engines that are slow.
ONLY_WHEN_NAMED = {"import_order", "operations", "search"}


def main(names: list[str]) -> int:
    """Run measurements; 2 for a name that there is not."""
    unknown = sorted(set(names) - set(MEASUREMENTS))
    if unknown:
        print(f"There is no measurement {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}.", file=sys.stderr)
        return 2
    for name in names or (name for name in MEASUREMENTS if name not in ONLY_WHEN_NAMED):
        MEASUREMENTS[name]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
