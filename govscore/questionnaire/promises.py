"""Which promise a questionnaire makes to whoever answers it: who will be shown what."""

from enum import StrEnum

from govscore.questionnaire.model import Answering, Manifest, Purpose


class Promise(StrEnum):
    """What people are told about who sees their answers; each has words of its own, in letters and on paper.

    Of a group the whole board sees what all said together; about the chair the vice-chair alone; skills and
    a newcomer's first year chair and clerk. One person's view is shown if they agree, an open record to all.
    """

    OPEN = "open"
    ONE_PERSON = "one-person"
    GROUP = "group"
    CHAIR = "chair"
    SKILLS = "skills"
    INDUCTION = "induction"


_OWN = {
    Purpose.CHAIR: Promise.CHAIR,
    Purpose.SKILLS: Promise.SKILLS,
    Purpose.INDUCTION: Promise.INDUCTION,
}


def promise_of(manifest: Manifest) -> Promise:
    """Say which promise fits a questionnaire."""
    if not manifest.confidential:
        return Promise.OPEN
    if manifest.answering is Answering.ONCE:
        return Promise.ONE_PERSON
    return _OWN.get(manifest.purpose, Promise.GROUP)
