"""The whole story on real school records: a round, eight people and their letters, the report, the county."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from govscore.app import create_app
from govscore.config import Settings
from govscore.mail import make_sender
from govscore.questionnaire.loader import Library
from govscore.services.accounts import add_account
from govscore.services.boards import BoardView, list_boards
from govscore.services.closing import close_board
from govscore.services.installation import Installation
from govscore.services.keys import Keys
from govscore.services.rounds import list_rounds
from govscore.services.schools import File, SchoolFiles, import_schools, read_school_files
from govscore.services.transaction import Database
from govscore.storage.rounds import list_evaluations
from govscore.tasks import Worker, make_queue, make_worker
from govscore.web.afterwards import NUDGE
from tests.browser.conftest import Post
from tests.browser.neighbours import REVIEW, answer_for_board
from tests.browser.people import Person, Respondent
from tests.conftest import SECRET

DATA = Path(__file__).parent.parent / "boards" / "data"
PASSWORD = "velvet-harbour-sundial"
BOARD = "Abbeymead Primary School"
GOVERNORS = tuple(f"governor{i}@example.org" for i in range(1, 8))
HEAD = "head@example.org"
OTHERS = 12

ASKED = (REVIEW, "heads-view", "compliance")


@dataclass(frozen=True)
class Site:
    """A running site with the county's real schools in it, and nobody's answers."""

    address: str
    installation: Installation
    board: BoardView
    worker: Worker


@pytest.fixture
def site(
    database_url: str, tmp_path: Path, library: Library, post: Post, serve: Callable[[Flask], str]
) -> Iterator[Site]:
    settings = Settings(
        database=database_url, data_dir=tmp_path, secret_key=SECRET, mail=post.address, limits_enabled=False
    )
    database = Database(database_url)
    board = import_county(database)
    installation = Installation(
        database=database, keys=Keys(SECRET), library=library, base_url="http://127.0.0.1", data_dir=tmp_path
    )
    app = create_app(settings, installation)
    address = serve(app)
    installation = replace(installation, base_url=address)
    app.extensions["govscore"] = installation
    queue = make_queue(settings)
    queue.immediate = True
    worker = make_worker(
        queue, installation=installation, sender=make_sender(settings.mail, sender=settings.mail_from)
    )
    app.extensions[NUDGE] = worker.nudge
    yield Site(address, installation, board, worker)
    database.dispose()


def import_county(database: Database) -> BoardView:
    """Read the real register, and give an officer and a clerk their accounts."""
    now = datetime.now(UTC)

    def file(pattern: str) -> File:
        path = next(DATA.glob(pattern))
        return File(name=path.name, content=path.read_bytes())

    files = SchoolFiles(
        register=file("*135cols*"),
        links=file("links_*"),
        groups=file("alllinks*"),
        census=file("*916_2022-23_benchmark*"),
    )
    with database.transaction() as session:
        import_schools(session, read_school_files(files, la_code="916"), today=now.date())
        board = next(view for view in list_boards(session) if view.name == BOARD)
        for email, role, board_id in (
            ("officer@example.org", "officer", None),
            ("clerk@example.org", "clerk", board.id),
        ):
            add_account(session, email, name=role, role=role, board_id=board_id, now=now, password=PASSWORD)
    return board


def officer_opens_a_round(officer: Person) -> None:
    closes = datetime.now(UTC) + timedelta(days=21)
    officer.signs_in("officer@example.org", PASSWORD)
    officer.opens("/county/rounds/new")
    officer.fills("Title", "Autumn review")
    for part, value in (("day", closes.day), ("month", closes.month), ("year", closes.year)):
        officer.page.locator(f"#closes-{part}").fill(str(value))
    for box in officer.page.locator("input[name=questionnaires]").all():
        box.set_checked(box.get_attribute("value") in ASKED, force=True)
    officer.page.locator("input[name=which][value=all]").check(force=True)
    officer.presses("Open the round")


def clerk_invites(clerk: Person) -> None:
    clerk.signs_in("clerk@example.org", PASSWORD)
    clerk.follows("Autumn review")
    clerk.presses("Add people to ask")
    people = [f"Governor {i + 1}, {email}, governor" for i, email in enumerate(GOVERNORS)]
    people[0] = f"Governor 1, {GOVERNORS[0]}, chair"
    clerk.fills("Type or paste one person a line", "\n".join([*people, f"Head, {HEAD}, head"]))
    clerk.presses("Check the list")
    clerk.presses("Invite 8 people")


def everybody_answers(browser: Browser, site: Site, post: Post, *, scripts: bool) -> None:
    for number, email in enumerate(GOVERNORS):
        governor = Respondent(browser, site.address, scripts=scripts)
        governor.begins(post.link_for(email))
        if number == 3:
            governor.answers_a_page(2)
            governor.leaves()
            governor = Respondent(browser, site.address, scripts=scripts, width=1280)
            governor.begins(post.link_for(email))
            expect(governor.page.locator("h1")).not_to_have_text("Strategic leadership")
        governor.answers_everything(1 + number % 3)
        governor.hands_in()
        governor.reads("handed in")
        governor.leaves()
    head = Respondent(browser, site.address, scripts=scripts)
    head.begins(post.link_for(HEAD))
    head.answers_everything(3)
    head.hands_in(shares=True)
    head.reads("handed in")
    head.leaves()


def other_boards_answer_and_close(site: Site) -> UUID:
    """Boards of the same phase answer too, so that there is somebody to compare with."""
    installation, now = site.installation, datetime.now(UTC)
    with installation.database.transaction(write=False) as session:
        round_ = list_rounds(session)[0]
        evaluations = [each.evaluation for each in list_evaluations(session, round_id=round_.id)]
        asked = {each.board_id for each in evaluations if each.questionnaire.code == REVIEW}
        alike = [
            view
            for view in list_boards(session)
            if view.phases == ("primary",) and view.id in asked and view.id != site.board.id
        ]
    for number, board in enumerate(alike[:OTHERS]):
        with installation.database.transaction() as session:
            answer_for_board(
                session, installation, round_id=round_.id, board_id=board.id, people=6, seed=number
            )
            close_board(
                session,
                round_id=round_.id,
                board_id=board.id,
                keys=installation.keys,
                library=installation.library,
                now=now,
            )
    return round_.id


def charts_are_drawn(page: Page) -> None:
    images = page.locator("main img")
    assert images.count() >= 3
    for image in images.all():
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", value=True)
        assert image.evaluate("image => image.naturalWidth") > 0
        assert len(image.get_attribute("alt") or "") > 20


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_from_the_officers_round_to_the_officers_comparison(
    browser: Browser, page: Page, site: Site, post: Post, scripts: bool
) -> None:
    page.close()
    officer = Person(browser, site.address, scripts=scripts, width=1280)
    officer_opens_a_round(officer)
    clerk = Person(browser, site.address, scripts=scripts, width=1280)
    clerk_invites(clerk)
    post.waits_for(*GOVERNORS, HEAD)
    everybody_answers(browser, site, post, scripts=scripts)
    round_id = other_boards_answer_and_close(site)

    clerk.opens(f"/boards/{site.board.id}/rounds/{round_id}")
    clerk.reads("All 8 have answered")
    clerk.presses("Close the evaluation")
    clerk.presses("Close for good")
    report = f"/boards/{site.board.id}/rounds/{round_id}/report"
    clerk.opens(report)
    clerk.reads("All 7 have answered")
    clerk.reads("The head’s view")
    charts_are_drawn(clerk.page)
    pdf = clerk.page.request.get(f"{site.address}{report}.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    with pikepdf.open(BytesIO(pdf.body())) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in document.Root
    officer.opens(report)
    officer.reads("has not sent its report")
    clerk.presses("See what would be sent")
    clerk.presses("Send this report")
    officer.opens(report)
    officer.reads("similar boards")
    officer.reads("Which boards these are")
    officer.opens(f"/county/rounds/{round_id}")
    officer.reads(BOARD)
