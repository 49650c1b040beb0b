"""Reads the files that are named and prints, for each, what came of it; last the most memory that it took, in MB.

Run by a test as a process of its own, whose memory can be told.
"""

import json
import re
import sys
from pathlib import Path

import django

django.setup()

from zukan.sources.errors import SourceError  # noqa: E402  # after Django is set up
from zukan.sources.formats import Reading  # noqa: E402
from zukan.sources.reading import records  # noqa: E402

for name in sys.argv[1:]:
    count, problem = 0, ""
    try:
        for _ in records(Path(name), Reading()):
            count += 1
    except SourceError as error:
        problem = str(error)
    sys.stdout.write(json.dumps({"name": Path(name).name, "records": count, "problem": problem}) + "\n")
highest = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())  # of this process, not its parent
sys.stdout.write(f"{int(highest[1]) // 1024 if highest else 0}\n")
