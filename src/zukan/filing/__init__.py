"""The card index: which works carry each value that they can be picked by, one bit a work."""
