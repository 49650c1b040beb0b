"""Run all measurements, or those that are named."""

import sys

from bench import media_page

MEASUREMENTS = {"media_page": media_page.main}


def main(names: list[str]) -> int:
    """Run measurements; 2 for a name that there is not."""
    unknown = sorted(set(names) - set(MEASUREMENTS))
    if unknown:
        print(f"There is no measurement {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}.", file=sys.stderr)
        return 2
    for name in names or MEASUREMENTS:
        MEASUREMENTS[name]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
