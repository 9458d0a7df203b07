"""The words of letters, from plain templates: who asks, how long it takes, when it closes, who sees what."""

from string import Template

from govscore.mail import Letter
from govscore.paths import shared
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Questionnaire
from govscore.questionnaire.promises import promise_of
from govscore.responses.routing import shown
from govscore.services.authority import get_authority
from govscore.services.boards import BoardView, get_board
from govscore.services.dates import moment_words
from govscore.services.keys import Keys
from govscore.services.respond import questionnaire_of, time_words
from govscore.services.transaction import Session
from govscore.storage.accounts import AccountRow
from govscore.storage.respondents import StoredPlace

SUBJECT = "Subject: "


def letter_to_respondent(
    session: Session,
    kind: str,
    found: StoredPlace,
    *,
    reference: str,
    keys: Keys,
    library: Library,
    base_url: str,
    keyed_by: str = "",
) -> Letter:
    """Write a letter of one kind to a respondent, with their personal link as it is now."""
    board = get_board(session, found.stored.evaluation.board_id)
    questionnaire = questionnaire_of(library, found.stored.evaluation)
    words = {
        "name": found.invitation.name,
        "authority": get_authority(session).name,
        "board": board.name,
        "round": found.round.title,
        "questionnaire": questionnaire.manifest.title,
        "time": _time(questionnaire, board, found),
        "closes": moment_words(found.round.closes_at),
        "link": personal_link(found, keys=keys, base_url=base_url),
        "keyed_by": keyed_by,
        "sees": "\n\n".join(promise(questionnaire)),
    }
    return _letter(kind, words, reference=reference, to=found.invitation.email, name=found.invitation.name)


def letter_to_account(session: Session, account: AccountRow, *, reference: str, base_url: str) -> Letter:
    """Tell somebody that they have an account."""
    words = {"name": account.name, "authority": get_authority(session).name, "link": f"{base_url}/sign-in"}
    return _letter("account", words, reference=reference, to=account.email, name=account.name)


def personal_link(found: StoredPlace, *, keys: Keys, base_url: str) -> str:
    """Write the address at which a respondent answers."""
    return f"{base_url}/r/{keys.link_token(found.invitation.id, found.invitation.link_version)}"


def promise(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Say who sees what, paragraph by paragraph, in the same words on every page and in every letter."""
    name = f"sees-{promise_of(questionnaire.manifest)}"
    return tuple(_template(name).substitute().strip().split("\n\n"))


def _time(questionnaire: Questionnaire, board: BoardView, found: StoredPlace) -> str:
    asked = shown(
        questionnaire,
        governance=board.governance,
        phases=board.phases,
        role=found.invitation.role,
        answers={},
    )
    return time_words(questionnaire, asked, found.invitation.role)


def _letter(kind: str, words: dict[str, str], *, reference: str, to: str, name: str) -> Letter:
    plain = {key: value if key == "sees" else " ".join(value.split()) for key, value in words.items()}
    subject, _, text = _template(kind).substitute(plain).partition("\n")
    return Letter(
        reference=reference, to=to, name=name, subject=subject.removeprefix(SUBJECT), text=text.strip() + "\n"
    )


def _template(name: str) -> Template:
    return Template((shared("templates") / "letters" / f"{name}.txt").read_text(encoding="utf-8"))
