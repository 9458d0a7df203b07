"""An officer looks at simulated boards: mostly as they see themselves, and at one quite otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from govscore.responses.model import Round
from govscore.services.accounts import Account
from govscore.services.installation import Installation
from govscore.services.oversight import Judgement, record_view, write_reply
from govscore.services.transaction import Session
from govscore.storage.scorecards import list_scorecards

REVIEW = "board-self-review"
MODERATION = ("moderation", "1.0")
DOMAINS = ("strategy", "accountability")
LEVELS = ("not-yet", "developing", "secure", "strong")
QUALITIES = {"thin": 2, "sound": 8, "strong": 2}
# In levels: how much what an officer finds differs from what a board says of itself.
SEEN_OTHERWISE = 0.35
USUAL = 2.8
SEEN = "Minutes of three meetings, the school’s plan, a talk with the chair."
REASONS = {
    "not-yet": "We found nothing of this in the papers we saw. Let us talk about where to begin.",
    "developing": "Questions are asked. What became of the answers is seldom written down.",
    "secure": "The plan has measures, and the minutes show that they are looked at. We agree.",
    "strong": "A question from the board changed what the school does, and the minutes show it.",
}
REPLY = "Thank you. From this term the clerk keeps a log of questions and what came of them."


def record_views(
    session: Session,
    round_: Round,
    boards: Sequence[UUID],
    *,
    installation: Installation,
    random: Random,
    officer: Account,
    clerk: Account,
    now: datetime,
) -> None:
    """Let an officer look at these boards' reports, and the first of them reply."""
    moderation = installation.library.get(*MODERATION)
    for board_id, judgement in _judgements(session, round_, boards, random):
        record_view(
            session,
            judgement,
            library=installation.library,
            round_id=round_.id,
            board_id=board_id,
            account=officer,
            now=now - timedelta(days=20),
            moderation=moderation,
        )
    for board_id in boards[:1]:
        when = now - timedelta(days=12)
        write_reply(session, REPLY, round_id=round_.id, board_id=board_id, account=clerk, now=when)


def _judgements(
    session: Session, round_: Round, boards: Sequence[UUID], random: Random
) -> Iterator[tuple[UUID, Judgement]]:
    """Of the board that thinks best of itself the officer finds nothing, so that there is one to talk with."""
    for domain in DOMAINS:
        own = _own_scores(session, round_, domain)
        best = max(boards[1:], key=lambda board_id: own.get(board_id, 0.0), default=None)
        for board_id in boards:
            seen = own.get(board_id, USUAL) + random.gauss(0, SEEN_OTHERWISE)
            level = LEVELS[0] if board_id == best else LEVELS[min(max(round(seen), 1), len(LEVELS)) - 1]
            quality = random.choices(tuple(QUALITIES), weights=tuple(QUALITIES.values()))[0]
            yield (
                board_id,
                Judgement(domain=domain, level=level, quality=quality, evidence=SEEN, reasons=REASONS[level]),
            )


def _own_scores(session: Session, round_: Round, domain: str) -> Mapping[UUID, float]:
    return {
        board_id: score.mean
        for board_id, card in list_scorecards(session, round_id=round_.id, code=REVIEW)
        for score in card.domains
        if score.domain == domain and score.mean is not None
    }
