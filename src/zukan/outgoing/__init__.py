"""Asking other hosts: which may be asked, and how their answers are understood."""
