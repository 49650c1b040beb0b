"""Measurements: `python -m bench`. Each prints ratios against baselines that run beside it."""
