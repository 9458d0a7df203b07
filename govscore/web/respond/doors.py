"""Personal links that do not open: what their holder is told, and what to do."""

from flask import Blueprint, render_template

from govscore.services.respond import ClosedDoor, LinkFault, Place, open_link
from govscore.web.respond.languages import choose_language
from govscore.web.scope import drop, installation, now, session

STATUS = {
    LinkFault.FORGED: 404,
    LinkFault.REMOVED: 410,
    LinkFault.REPLACED: 410,
    LinkFault.NOT_YET: 200,
    LinkFault.CLOSED: 410,
}
TITLES = {
    LinkFault.FORGED: "This link is not complete",
    LinkFault.REMOVED: "You are no longer on the list",
    LinkFault.REPLACED: "There is a newer link for you",
    LinkFault.NOT_YET: "It is too early to answer",
    LinkFault.CLOSED: "This evaluation has closed",
}


class DoorShut(Exception):
    """A personal link that does not open; its page is shown instead."""

    def __init__(self, door: ClosedDoor) -> None:
        super().__init__(door.fault)
        self.door = door


def place_of(token: str, *, hold: bool = False) -> Place:
    """Find the place a link leads to; with `hold`, for whoever is about to save."""
    here = installation()
    found = open_link(session(), token, keys=here.keys, library=here.library, now=now(), hold=hold)
    if isinstance(found, ClosedDoor):
        raise DoorShut(found)
    choose_language(found.questionnaire)
    return found


def init_blueprint(blueprint: Blueprint) -> None:
    """Show a page in place of any view whose link does not open."""
    blueprint.register_error_handler(DoorShut, _shut)


def _shut(shut: DoorShut) -> tuple[str, int]:
    drop()
    fault = shut.door.fault
    page = render_template("respond/shut.html", title=TITLES[fault], fault=fault.value, door=shut.door)
    return page, STATUS[fault]
