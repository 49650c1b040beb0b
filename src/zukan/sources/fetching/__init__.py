"""Files that are imported from the web: fetched once, gone on with after an interruption, checked."""
