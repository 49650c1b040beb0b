"""Tables with a header (CSV, TSV) to records, as a mapping of their columns says."""
