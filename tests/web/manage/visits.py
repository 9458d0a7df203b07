"""Coming to a board's pages: signed in with one role, or with a form that no page offers."""

from govscore.services.accounts import add_account
from tests.services.world import World
from tests.visitor import Page, Visitor

PASSWORD = "eleven purple otters"


def signs_in(world: World, visitor: Visitor, role: str) -> None:
    """Sign in with one role: on the board, or in the county."""
    of_county = role in {"officer", "analyst", "administrator"}
    email = f"{role}.account@example.org"
    with world.database.transaction() as session:
        add_account(
            session,
            email,
            name=role.capitalize(),
            role=role,
            board_id=None if of_county else world.board_id,
            now=world.now,
            password=PASSWORD,
        )
    response = visitor.client.get("/sign-in")
    page = Page(response)
    token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    visitor.client.post("/sign-in", data={"email": email, "password": PASSWORD, "csrf_token": token})


def posts(visitor: Visitor, address: str) -> Page:
    """Send a form that no page offers."""
    token = Page(visitor.client.get("/account")).tree.xpath("//input[@name='csrf_token']/@value")[0]
    return Page(visitor.client.post(address, data={"csrf_token": token}))
