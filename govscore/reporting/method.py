"""How the numbers of a report were made, step by step and by name, so that anybody can repeat it."""

from govscore.benchmarking.gaps.over_claiming import MIN_RATED
from govscore.questionnaire.model import Purpose, Questionnaire
from govscore.reporting.material import Material
from govscore.reporting.model import SourceLine
from govscore.reporting.reading import MethodNote
from govscore.reporting.words import FEWEST, count_words, join_words, level_marks, share_words
from govscore.scoring.audit import BAND_BELOW
from govscore.scoring.rubric import rule_for, weight_of

KINDS = {
    Purpose.QUALITY: "quality",
    Purpose.COMPLIANCE: "duties",
    Purpose.SKILLS: "skills",
    Purpose.INDUCTION: "first year on the board",
    Purpose.CHAIR: "the board on its chair",
    Purpose.MODERATION: "the authority’s view",
}


def compose_method(material: Material) -> tuple[MethodNote, ...]:
    """Explain only what this report uses: no note on a comparison where there is none."""
    questionnaire = material.review.questionnaire
    notes = [
        _answers(questionnaire),
        _people(questionnaire),
        _weights(questionnaire),
        _overall(questionnaire),
        _agreement(),
        _withheld(),
    ]
    if material.benchmark is not None:
        notes.append(_estimate(material.benchmark.confidence_level))
        notes.append(_place() if material.sent_on is None else _words_alone())
    if material.earlier:
        notes.append(_trend())
    if material.head is not None:
        notes.append(_head())
    if material.compliance is not None:
        notes.append(_duties())
    if material.recommendations:
        notes.append(_advice())
    return tuple(notes)


def compose_county_method(questionnaire: Questionnaire) -> tuple[MethodNote, ...]:
    """Explain what the authority reads: the scores, what is withheld, and the charts."""
    notes = (_answers, _people, _weights, _overall)
    charts = (_funnel(), _caterpillar(), _two_views())
    return (*(note(questionnaire) for note in notes), _withheld(), _coarse(), *charts, _groups())


def compose_sources(material: Material) -> tuple[SourceLine, ...]:
    """Name every questionnaire behind the report by code, version and digest."""
    scored = (material.review, material.compliance, material.head)
    return tuple(source_line(each.questionnaire) for each in scored if each is not None)


def source_line(questionnaire: Questionnaire) -> SourceLine:
    """Name one questionnaire so that it can be found again unchanged."""
    kind = KINDS[questionnaire.manifest.purpose]
    title = questionnaire.manifest.title
    return SourceLine(
        code=questionnaire.code,
        version=questionnaire.version,
        title=title,
        digest=questionnaire.digest,
        words=f"{title}, version {questionnaire.version} ({kind}), content {questionnaire.digest[:12]}",
    )


def _answers(questionnaire: Questionnaire) -> MethodNote:
    values = [f"{mark.word} is {mark.value:g}" for mark in level_marks(questionnaire.rubric)]
    return MethodNote(
        title="Which answers count",
        text=f"Each level has a value: {join_words(values)}. Don’t know, not my role, not applicable and "
        "skipped have none. They are counted apart and are never a low answer.",
    )


def _people(questionnaire: Questionnaire) -> MethodNote:
    rule = questionnaire.rubric.missing
    needed = count_words(rule.min_questions, "question")
    return MethodNote(
        title="From answers to a domain’s score",
        text="First each person’s weighted mean: Σ(weight × level) ÷ Σ weight. Then the mean of these over "
        f"people. A person counts with {share_words(rule.min_share)} of the questions answered, and at least "
        f"{needed}. A score has the name of the nearest level; half way takes the upper one.",
    )


def _weights(questionnaire: Questionnaire) -> MethodNote:
    title = "Weights of questions"
    weights = {
        question.text: weight_of(questionnaire.rubric, question.id) for question in questionnaire.questions
    }
    if len(set(weights.values())) <= 1:
        return MethodNote(title=title, text="All questions weigh the same within their domain.")
    usual = max(set(weights.values()), key=list(weights.values()).count)
    others = [f"“{text}” weighs {weight:g}" for text, weight in weights.items() if weight != usual]
    return MethodNote(title=title, text=f"Questions weigh {usual:g}, but {join_words(others)}.")


def _overall(questionnaire: Questionnaire) -> MethodNote:
    rules = [(domain.title, rule_for(questionnaire.rubric, domain.id)) for domain in questionnaire.domains]
    weights = join_words([f"{title} {rule.weight:g}" for title, rule in rules])
    optional = [title for title, rule in rules if not rule.required]
    needs = f"every domain but {join_words(optional)}" if optional else "every domain"
    return MethodNote(
        title="The overall score",
        text=f"The weighted mean of the domains ({weights}). It needs a score in {needs}. Without one it is "
        "incomplete, since leaving out a weak domain would flatter.",
    )


def _agreement() -> MethodNote:
    return MethodNote(
        title="How far people agree",
        text="The average deviation (AD; Burke, Finkelstein and Dusig 1999): how far answers lie from their "
        "mean, on average. Close is up to a sixth of the number of levels, and rarer than one in twenty by "
        "chance. Far apart is as wide as random answers. A domain’s word goes by the mean AD of those of "
        "its questions that are shown; beside it stands how far people’s own means lie from the board’s.",
    )


def _withheld() -> MethodNote:
    return MethodNote(
        title="What is withheld",
        text=f"Nothing is said of fewer than {FEWEST} answers, nor of what subtraction would reveal. Below "
        f"{BAND_BELOW} answers, where all or all but one agree, we say “nearly all” without counts.",
    )


def _estimate(confidence_level: float) -> MethodNote:
    return MethodNote(
        title="In line, above or below",
        text="With few answers chance plays a part. So each score is drawn towards the mean of its phase, "
        "the more the fewer answered (empirical Bayes, one-way random model, REML). Around that estimate "
        f"lies an interval of {share_words(confidence_level)}. In line: it covers the comparators’ median.",
    )


def _place() -> MethodNote:
    return MethodNote(
        title="Place among similar boards",
        text="The mid-rank (Hazen): 100 × (boards below + half of those equal) ÷ comparators. With fewer "
        "than 8 there is no place, from 8 to 19 a quarter in words, from 20 a percentile. No board is its "
        "own comparator.",
    )


def _words_alone() -> MethodNote:
    return MethodNote(
        title="Place among similar boards",
        text="In the copy that leaves the board only those words stand. Similar boards may not have sent their "
        "own reports, so nothing here is made of their scores but the words.",
    )


def _trend() -> MethodNote:
    return MethodNote(
        title="Since last time",
        text="Earlier scores are as they were reported then; nothing is worked out anew. A line joins two scores "
        "of a domain only if the questions carried over hold two thirds of its weight in both versions. Other "
        "changes to them are noted beside it. Below 1.96 √(σ²/n then + σ²/n now), σ² the spread within boards, a "
        "change could be chance: the board’s own copy says so.",
    )


def _head() -> MethodNote:
    return MethodNote(
        title="The head’s view",
        text="The gap is the head’s level minus the governors’ mean on the statement it mirrors. A gap of "
        "one level or more is called large. One person cannot be tested against a few, so nothing is.",
    )


def _duties() -> MethodNote:
    return MethodNote(
        title="Duties",
        text="Duties are as the board reports them. They are never averaged, and no score makes up for one.",
    )


def _advice() -> MethodNote:
    return MethodNote(
        title="Recommendations",
        text="Each follows from a published rule. Its evidence is printed with it. They come in the order of "
        "importance × (shortfall + ½ doubt).",
    )


def _coarse() -> MethodNote:
    return MethodNote(
        title="What stays with the board",
        text=f"The mean of one question over fewer than {BAND_BELOW} people is given to the nearest half: a "
        "decimal place would give the exact sum of their answers. Counts, spread and notes stay with the "
        "board.",
    )


def _funnel() -> MethodNote:
    return MethodNote(
        title="The funnel",
        text="Limits are the mean of all people ± z √(σ²/n + τ²), for each number of answers n, with z for "
        "95% and 99.8% (Spiegelhalter 2005). τ² is how far boards really differ, so of boards that differ as these "
        "usually do one in twenty lies beyond 95%, which is worth a look. Beyond 99.8% is a reason to ask.",
    )


def _caterpillar() -> MethodNote:
    return MethodNote(
        title="Scores for comparison",
        text="Each score is drawn towards the mean of all boards that have sent, the more the fewer answered "
        "(empirical Bayes, one-way random model, REML), with an interval of 95%. Where it covers that mean, the "
        "board can’t be told from it. Filters change who is shown, never the numbers.",
    )


def _two_views() -> MethodNote:
    return MethodNote(
        title="The authority’s view beside the board’s own",
        text=f"From {MIN_RATED} boards with both: the officer’s level against the score for comparison, with a "
        "level for each phase and each officer’s habit allowed for. Named are boards so far off that of all named "
        "one in twenty at most is so by chance (studentised residuals; Benjamini and Hochberg 1995).",
    )


def _groups() -> MethodNote:
    return MethodNote(
        title="Groups of boards",
        text=f"Each board counts once. A group of fewer than {FEWEST} boards is withheld, and another with "
        "it where subtraction would reveal it.",
    )
