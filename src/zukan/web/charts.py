"""Numbers as places on paper. Plain values in and out; components/chart.html draws them."""

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[int, int]  # where it lies along the curve (Unix seconds, a year), and how much it is

MOST_POINTS = 120  # of a curve: more are no finer on paper
MARGIN = 4  # of the hundred that a drawing is high, above and below a curve


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve in a square of 100 by 100. line, area: what `points` of a polyline and a polygon takes."""

    line: str
    area: str
    first: Point
    last: Point
    lowest: int
    highest: int


def curve(points: Sequence[Point]) -> Curve | None:
    """Return the curve through points, which are in order; none through fewer than two."""
    if len(points) < 2 or points[0][0] == points[-1][0]:
        return None
    lowest, highest = min(amount for _, amount in points), max(amount for _, amount in points)
    begin, length = points[0][0], points[-1][0] - points[0][0]
    line = " ".join(
        f"{100 * (along - begin) / length:.1f},{height(amount, lowest, highest):.1f}"
        for along, amount in thinned(points)
    )
    return Curve(line, f"0,100 {line} 100,100", points[0], points[-1], lowest, highest)


def height(amount: int, lowest: int, highest: int) -> float:
    """Return how far below the upper edge an amount lies; in the middle where all are equal."""
    if lowest == highest:
        return 50.0
    return 100 - MARGIN - (100 - 2 * MARGIN) * (amount - lowest) / (highest - lowest)


def thinned(points: Sequence[Point]) -> list[Point]:
    """Return points evenly left out of too many; the last one stays."""
    step = -(-len(points) // MOST_POINTS)
    return [*points[:-1:step], points[-1]]


def share(amount: int, total: int) -> float:
    """Return how much of a hundred an amount is, to a tenth."""
    return round(100 * amount / total, 1) if total else 0.0
