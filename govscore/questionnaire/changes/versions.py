"""Two versions of a questionnaire compared: each question, each domain, and what may be joined by a line."""

from govscore.errors import QuestionnaireError
from govscore.questionnaire.changes.model import VersionComparison
from govscore.questionnaire.changes.questions import compare_question
from govscore.questionnaire.changes.trend_rule import Versions, compare_domain, compare_overall
from govscore.questionnaire.model import Questionnaire


def compare(old: Questionnaire, new: Questionnaire) -> VersionComparison:
    """Say what became of each question, and for each domain whether a trend may be drawn.

    A question is told apart by its id, so a new idea needs a new id. It is *reworded* if anything that is read
    before choosing differs: its text, its wording for a role, its hint, the options' labels, what they mean,
    or which options there are besides the scored ones; *rescaled* if the scored options or their values
    differ; *moved* if it stands in another domain. Why it matters, its evidence, source, duty, theme and
    translations are told too, but bear on no answer; its place within a domain is not looked at. Its weight and
    who is asked bear on the score of its domain, and are told there. The rule for domains is in `trend_rule`.
    """
    if old.code != new.code:
        raise QuestionnaireError(
            f"{old.code} and {new.code} are two questionnaires: compare two versions of one"
        )
    ids = dict.fromkeys(question.id for question in (*new.questions, *old.questions))
    questions = {question_id: compare_question(old, new, question_id) for question_id in ids}
    versions = Versions(old=old, new=new, questions=questions)
    domain_ids = dict.fromkeys(domain.id for domain in (*new.domains, *old.domains))
    domains = tuple(compare_domain(versions, domain_id) for domain_id in domain_ids)
    overall, reasons = compare_overall(versions, domains)
    return VersionComparison(
        old=old.version,
        new=new.version,
        questions=tuple(questions.values()),
        domains=domains,
        overall=overall,
        overall_reasons=reasons,
    )


def next_version(version: str) -> str:
    """Name the version that follows one: after 1.1 comes 1.2, and after 1.9 comes 1.10."""
    major, _, minor = version.partition(".")
    return f"{major}.{int(minor) + 1}"
