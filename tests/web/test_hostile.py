"""What no browser sends on its own is refused in a sentence, and what people type is only ever shown."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text, update

from govscore.app import create_app
from govscore.config import Settings
from govscore.services.accounts import add_account
from govscore.services.keys import Keys
from govscore.services.transaction import Database
from govscore.storage.boards import BoardRow
from govscore.storage.evaluations import EvaluationRow, InvitationRow, RoundRow
from govscore.web.errors import TEXTS, TITLES
from tests.conftest import SECRET
from tests.services.world import Shelf, World

PASSWORD = "violet-harbour-sundial"
SCRIPT = "</title></svg>\"'><script>alert(1)</script>"


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    """A board whose round is open, on either kind of database."""
    world = World(
        database=database,
        keys=keys,
        now=datetime.now(UTC) - timedelta(hours=1),
        library=Shelf(),
    )
    world.opens_a_round()
    with database.transaction() as session:
        for role, board_id in (("clerk", world.board_id), ("officer", None)):
            add_account(
                session,
                f"{role}@example.org",
                name=role,
                role=role,
                board_id=board_id,
                now=world.now,
                password=PASSWORD,
            )
    return world


@pytest.fixture
def site(world: World, tmp_path: Path) -> Flask:
    """The pages on it, taking forms from anywhere."""
    settings = Settings(database="sqlite://", data_dir=tmp_path, secret_key=SECRET, limits_enabled=False)
    app = create_app(settings, world.installation(tmp_path))
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def signed_in(site: Flask, role: str) -> FlaskClient:
    """A browser of somebody who has signed in."""
    client = site.test_client()
    sent = {"email": f"{role}@example.org", "password": PASSWORD}
    assert client.post("/sign-in", data=sent).status_code == 302
    return client


def round_of(world: World) -> str:
    """The address of the board's part in the round."""
    return f"/boards/{world.board_id}/rounds/{world.round_id}"


@pytest.mark.parametrize(
    "address",
    [
        "/county?phase=%00",
        "/county?%00=primary",
        "/county/rounds/{round}/funnels/%00.svg",
        "/county/rounds/{round}/funnels/strategy.svg?content=%00",
        "/sign-in?next=/%00",
    ],
)
def test_a_nul_in_an_address_is_refused(site: Flask, world: World, address: str) -> None:
    response = signed_in(site, "officer").get(address.format(round=world.round_id))
    assert response.status_code == 400
    assert "has a character in it that cannot be kept" in response.get_data(as_text=True)


@pytest.mark.parametrize("unseen", ["\0", "\x08", "\x0b", "\x85", "\u2028", "\ufeff"])
def test_what_nobody_sees_is_taken_out_of_what_is_typed_and_the_rest_is_kept(
    site: Flask, world: World, unseen: str
) -> None:
    (email,) = world.invites_governors(1)
    form = {"asked": "vision", "vision": "strong", "vision.note": f"Minutes{unseen}of May,\r\nŁódź"}
    assert site.test_client().post(f"/r/{world.link(email)}/strategy", data=form).status_code == 302
    assert world.place(email).answers["vision"].note == "Minutes of May,\nŁódź"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_nul_in_any_field_of_any_kind_of_form_is_not_kept(site: Flask, world: World, kind: str) -> None:
    clerk, round_ = signed_in(site, "clerk"), round_of(world)
    preview = clerk.post(
        f"{round_}/add", data={"people": "An\0n, ann@example.org", "na\0me": "\0"}, content_type=kind
    )
    assert preview.status_code == 200
    assert "\0" not in preview.get_data(as_text=True)
    assert clerk.post(f"{round_}/add/confirm", data={"people": "Ann\0, ann@example.org"}).status_code == 302
    with world.database.transaction() as session:
        assert session.scalars(select(InvitationRow.name)).all() == ["Ann"]


def test_a_nul_in_a_password_or_a_title_is_a_fault_like_any_other(site: Flask, world: World) -> None:
    forms = {
        "/sign-in": {"email": "a\0b@example.org", "password": "x"},
        "/county/rounds/new": {"title": "\0"},
    }
    officer = signed_in(site, "officer")
    for address, form in forms.items():
        assert "There is a problem" in officer.post(address, data=form).get_data(as_text=True)


@pytest.mark.parametrize("filename", ["a\0b.csv", "filename*=UTF-8''%00%ED%A0%80.csv"])
@pytest.mark.parametrize(
    "content", [b"An\0n,ann@example.org", b"\xed\xa0\x80,ann@example.org", b"\xff\xfe\0\xd8"]
)
def test_a_nul_in_a_file_or_its_name_is_never_kept(
    site: Flask, world: World, filename: str, content: bytes
) -> None:
    named = filename if "*" in filename else f'filename="{filename}"'
    head = f'--x\r\nContent-Disposition: form-data; name="file"; {named}\r\n\r\n'
    body = head.encode() + content + b"\r\n--x--\r\n"
    pages = {f"{round_of(world)}/add": "clerk", "/county/questionnaires/import": "officer"}
    for address, role in pages.items():
        response = signed_in(site, role).post(
            address, data=body, content_type="multipart/form-data; boundary=x"
        )
        assert response.status_code == 200
        assert "\0" not in response.get_data(as_text=True)


def test_a_host_that_cannot_be_one_is_refused(site: Flask, world: World) -> None:
    assert site.test_client().get("/", headers={"Host": "a" * 5000}).status_code == 400


def test_a_line_break_cannot_get_into_a_heading(site: Flask, world: World) -> None:
    client = site.test_client()
    sent = {"email": "clerk@example.org", "password": PASSWORD, "next": "/boards\r\nSet-Cookie: a=b"}
    response = client.post("/sign-in", data=sent)
    assert "a=b" not in str(response.headers)


def test_what_people_typed_is_shown_and_not_run(site: Flask, world: World) -> None:
    with world.database.transaction() as session:
        session.execute(update(BoardRow).values(name=SCRIPT))
        session.execute(update(RoundRow).values(title=SCRIPT))
    for email in world.invites_governors(12):
        world.answers(email, vision="strong", plan="secure", **{"vision.note": SCRIPT})
        world.answers_and_submits(email, vision="strong", **{"vision.note": SCRIPT})
    with world.database.transaction() as session:
        session.execute(update(InvitationRow).values(name=SCRIPT))
    link = world.link("governor1@example.org")
    clerk, round_ = signed_in(site, "clerk"), round_of(world)
    pages = [clerk.get(address) for address in ("/boards", round_, f"{round_}/add", f"{round_}/close")]
    pages += [clerk.get(f"/r/{link}{page}") for page in ("", "/hub", "/strategy", "/check", "/withdraw")]
    world.closes()
    pages += [clerk.get(f"{round_}{page}") for page in ("/report", "/report/send", "")]
    pages += [clerk.get(f"/r/{link}")]
    pages += [clerk.get(f"{round_}/charts/profile.svg")]
    assert {page.status_code for page in pages} <= {200, 410}
    for page in pages:
        text = page.get_data(as_text=True)
        assert "<script>alert" not in text, page.request.path
    assert any("&lt;script&gt;alert" in page.get_data(as_text=True) for page in pages)


def test_what_is_private_is_kept_in_no_cache_on_the_way(site: Flask, world: World) -> None:
    world.answers_and_submits(*world.invites_governors(12))
    world.closes()
    clerk, round_ = signed_in(site, "clerk"), round_of(world)
    kept = {
        page: clerk.get(f"{round_}/{page}").headers["Cache-Control"]
        for page in ("report", "report.pdf", "report.csv", "charts/profile.svg")
    }
    assert kept.pop("charts/profile.svg") == "private, no-cache"
    assert set(kept.values()) == {"no-store"}


def test_whoever_has_a_charts_fingerprint_still_has_to_be_let_in(site: Flask, world: World) -> None:
    world.answers_and_submits(*world.invites_governors(12))
    world.closes()
    address = f"{round_of(world)}/charts/profile.svg"
    mark = signed_in(site, "clerk").get(address).headers["ETag"]
    for client, status in ((site.test_client(), 302), (signed_in(site, "officer"), 404)):
        assert client.get(address, headers={"If-None-Match": mark}).status_code == status


def test_a_wrong_setting_is_told_to_nobody_but_the_log(
    site: Flask, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    (email,) = world.invites_governors(1)
    link = world.link(email)
    with world.database.transaction() as session:
        sealed = Keys("another secret, just as long as the first one").new_draft_key()
        session.execute(update(EvaluationRow).values(draft_key=sealed))
    response = site.test_client().get(f"/r/{link}")
    assert response.status_code == 500
    assert "SECRET" not in response.get_data(as_text=True)
    assert "GOVSCORE_SECRET_KEY" in caplog.text


def test_a_page_says_so_when_the_database_itself_fails(site: Flask, world: World) -> None:
    with world.database.transaction() as session:
        session.execute(text("DROP TABLE authority"))
    response = site.test_client().get("/criteria")
    status = response.status_code
    assert status in {500, 503}  # SQLite says the same of a table that is gone as of a file that is
    assert f'<h1 class="govuk-heading-l">{TITLES[status]}</h1>' in response.get_data(as_text=True)
    assert TEXTS[status] in response.get_data(as_text=True)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_no_other_method_is_taken(site: Flask, world: World, method: str) -> None:
    clerk = signed_in(site, "clerk")
    for address in ("/boards", round_of(world), f"{round_of(world)}/close"):
        assert clerk.open(address, method=method).status_code == 405


def test_asking_for_the_heading_of_a_page_changes_nothing(site: Flask, world: World) -> None:
    (email,) = world.invites_governors(1)
    link = f"/r/{world.link(email)}"
    for page in ("", "/hub", "/strategy", "/submit", "/withdraw"):
        site.test_client().head(link + page)
    assert world.place(email).draft.has_submitted is False


@pytest.mark.parametrize("sent", ["%ED%A0%80", "%FF%FE", quote("\u202e" * 50), "x" * 400_000])
def test_odd_text_is_taken_or_refused_and_never_falls_over(site: Flask, world: World, sent: str) -> None:
    (email,) = world.invites_governors(1)
    body = f"asked=vision&vision=strong&vision.note={sent}"
    response = site.test_client().post(
        f"/r/{world.link(email)}/strategy", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code in {200, 302, 400, 413}
