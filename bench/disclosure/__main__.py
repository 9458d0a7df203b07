"""`python -m bench.disclosure` fills a demo county and audits all that it publishes; exit 1 if it finds anything."""

import argparse
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bench.disclosure.audit import audit
from bench.disclosure.documents import gather_documents
from govscore.demo.fill import Size, fill
from govscore.paths import shared
from govscore.questionnaire.loader import Library
from govscore.services.installation import Installation
from govscore.services.keys import Keys
from govscore.services.transaction import Database
from govscore.storage.migrate import upgrade

NOW = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)


def main() -> int:
    """Print what was looked at and what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.disclosure", description=__doc__)
    parser.add_argument(
        "--boards", type=int, help="so many synthetic boards (default: the whole demo county)"
    )
    parser.add_argument("--respondents", type=int, help="about so many people on each board")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    size = Size(boards=chosen.boards, respondents=chosen.respondents, seed=chosen.seed)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'demo.db'}"
        upgrade(url)
        database = Database(url)
        here = Installation(
            database=database,
            keys=Keys("a secret of the audit, long enough"),
            library=Library(shared("questionnaires")),
            base_url="",
            data_dir=Path(folder),
        )
        with database.transaction() as session:
            made = fill(session, here, size=size, now=NOW)
        with database.transaction(write=False) as session:
            documents = gather_documents(session, here, made.rounds[0], now=NOW)
        database.dispose()
    found = sorted(set(audit(documents)))
    print(f"{len(documents.boards)} boards, two copies each; {len(documents.pages)} pages of the county")
    for finding in found[:50]:
        print(finding)
    kinds = ", ".join(f"{count} {leak}" for leak, count in Counter(each.leak for each in found).items())
    print(f"found: {kinds or 'nothing'}; {time.perf_counter() - started:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
