"""What is drawn here instead of being fetched: covers, their patterns, and the accent of a title's page."""
