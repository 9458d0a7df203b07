"""Reports as readers meet them, made without composing: say only what the test is about."""

from dataclasses import replace
from datetime import date
from statistics import fmean
from typing import Any

from govscore.reporting.beside_model import (
    AdvicePart,
    AuthorityLine,
    AuthorityPart,
    BalanceLine,
    ComparatorLine,
    Comparison,
    Duties,
    DutyLine,
    HeadRow,
    HeadView,
    ReplyLine,
)
from govscore.reporting.model import (
    BoardLine,
    DomainSection,
    NextLevel,
    OptionCountLine,
    Point,
    PositionPart,
    QuestionRow,
    Report,
    RoundLine,
    SourceLine,
    Turnout,
)
from govscore.reporting.reading import LevelMark, MethodNote, Reading
from tests.reporting.statements import DOMAINS

LONG_NAME = (
    "The Governing Body of the Federation of Upper Slaughterbourne-with-Nether-Wallop Church of England "
    "Voluntary Aided Infant and Junior Schools"
)
WITHHELD = "withheld: fewer than 5 answers"
NOWHERE = Reading(value=None, words=WITHHELD)
LEVELS = tuple(
    LevelMark(
        id=label.lower().replace(" ", "-"),
        label=label,
        word=label.lower(),
        mark=mark,
        place=place,
        value=float(place),
        about=about,
    )
    for place, (label, mark, about) in enumerate(
        (
            ("Not yet", "○", "It has not happened in the last twelve months, or it rests on one person."),
            ("Developing", "◔", "It has happened in part or among a few of us."),
            ("Secure", "◑", "It is planned and shared by the board."),
            ("Strong", "●", "It has led to a change, and we went back to see what it did."),
        ),
        1,
    )
)


def level_at(mean: float) -> LevelMark:
    return LEVELS[min(3, max(0, round(mean) - 1))]


def make_counts(*counts: int, dont_know: int = 0, not_my_role: int = 0) -> tuple[OptionCountLine, ...]:
    """Counts of the levels from the lowest, and of the other options."""
    levels = tuple(
        OptionCountLine(option=level.id, label=level.label, kind="scored", place=level.place, count=count)
        for level, count in zip(LEVELS, counts, strict=True)
    )
    others = (
        OptionCountLine(
            option="dont-know", label="Don’t know", kind="dont-know", place=None, count=dont_know
        ),
        OptionCountLine(
            option="not-my-role", label="Not my role", kind="not-my-role", place=None, count=not_my_role
        ),
    )
    return levels + others


def make_question(order: str = "1.1", **changes: Any) -> QuestionRow:
    """A question that nine people answered, one of them with don't know."""
    place = sum(int(part) for part in order.split("."))
    spread_out = ((0, 2, 4, 2), (1, 1, 5, 1), (2, 3, 2, 1), (0, 0, 3, 5), (0, 4, 4, 0))
    counts = spread_out[place % 5]
    mean = sum(level.value * count for level, count in zip(LEVELS, counts, strict=True)) / sum(counts)
    deviation = sum(abs(level.value - mean) * n for level, n in zip(LEVELS, counts, strict=True)) / sum(
        counts
    )
    level = level_at(mean)
    text = DOMAINS[0][3][0]
    is_duty = place % 4 == 0
    row = QuestionRow(
        id=f"question-{order.replace('.', '-')}",
        order=order,
        domain="strategy",
        text=text,
        why="Without a few clear aims there is nothing to hold anyone to.",
        look_at="Would each of us name the same priorities if asked today?",
        duty="Legal duty" if is_duty else "Should",
        is_legal_duty=is_duty,
        source="DfE maintained schools governance guide, section 2 (checked 24 November 2026)",
        asked=9,
        skipped=0,
        n=8,
        n_words="8 answers",
        mean=Reading(value=mean, words=f"{mean:.1f} of 4"),
        median=3.0,
        level=level,
        agreement=Reading(value=deviation, words="close" if deviation < 0.6 else "mixed"),
        counts=make_counts(*counts, dont_know=1),
        dont_know=Reading(value=1 / 9, words="1 of 9 don’t know"),
        answers="4 secure, 2 developing, 2 strong; 1 don’t know",
        band="",
        band_level=None,
        mostly_dont_know=False,
        withheld="",
        withheld_reason="",
        next_level=_next_level(order, text, level),
        notes=(),
    )
    return replace(row, **changes)


def make_withheld_question(order: str = "1.1", **changes: Any) -> QuestionRow:
    """A question with fewer than five answers."""
    hidden: dict[str, Any] = {
        "n": None,
        "n_words": "",
        "mean": NOWHERE,
        "median": None,
        "level": None,
        "agreement": NOWHERE,
        "counts": None,
        "dont_know": NOWHERE,
        "answers": WITHHELD,
        "withheld": WITHHELD,
        "withheld_reason": "too-few",
        "next_level": None,
    }
    return make_question(order, **(hidden | changes))


def make_banded_question(order: str = "1.1", **changes: Any) -> QuestionRow:
    """A question to which nearly all gave the same answer."""
    words = "withheld: answers too alike to show"
    band: dict[str, Any] = {
        "mean": Reading(value=None, words=words),
        "agreement": Reading(value=None, words=words),
        "band": "nearly all: secure",
        "band_level": LEVELS[2],
        "answers": "nearly all: secure",
        "withheld": words,
        "withheld_reason": "unanimous",
        "dont_know": Reading(value=None, words=""),
    }
    return make_withheld_question(order, **(band | changes))


def make_position(score: float = 2.9, boards: int = 24, **changes: Any) -> PositionPart:
    """A place among boards spread evenly over the upper half of the scale."""
    scores = tuple(round(1.8 + 1.9 * ((place * 0.618) % 1), 2) for place in range(boards))
    ordered = tuple(sorted(scores))
    quarters = [ordered[min(boards - 1, boards * k // 4)] for k in (1, 2, 3)] if boards >= 8 else [None] * 3
    position = PositionPart(
        position="in-line",
        words="In line with similar boards; with 9 answers we can’t place you more exactly.",
        place="in the upper half, but not the top quarter, of 24 similar boards",
        interval="likely between 2.6 and 3.1",
        middle_half="half of similar boards lie between 2.3 and 3.2; the middle one has 2.8 of 4",
        score=score,
        estimate=(score + 2.8) / 2,
        low=(score + 2.8) / 2 - 0.3,
        high=(score + 2.8) / 2 + 0.3,
        n_comparators=len(ordered) if boards >= 8 else 0,
        scores=ordered if boards >= 8 else (),
        median=quarters[1],
        lower_quartile=quarters[0],
        upper_quartile=quarters[2],
        percentile=None,
    )
    return replace(position, **changes)


def make_too_few_to_place() -> PositionPart:
    """Fewer than eight similar boards have a score."""
    return make_position(
        boards=4,
        position="too-few-to-say",
        words="Too few to say: fewer than 8 similar boards have a score here.",
        place="",
        interval="",
        middle_half="",
    )


def make_advice(domain: str = "strategy", **changes: Any) -> AdvicePart:
    """One recommendation with two numbers that led to it."""
    advice = AdvicePart(
        id="choose-three-priorities",
        title="Choose three priorities with dates",
        what="Give half of one meeting to it. With the head, agree three aims for pupils. For each write "
        "down the date, the measure, and one thing the school will stop doing to make room.",
        who="Chair and head, with the whole board",
        time="Half a meeting and two hours to prepare",
        success="Asked without warning, most governors name the same three aims.",
        domain=domain,
        importance="High importance",
        evidence=("Statement 1.3 has 2.2 of 4, at most 2.4.", "2 of 9 don’t know."),
    )
    return replace(advice, **changes)


def make_authority(domain: str = "people", title: str = "People", **changes: Any) -> AuthorityLine:
    """An officer's view of one domain."""
    line = AuthorityLine(
        domain=domain,
        domain_title=title,
        level=LEVELS[1],
        words="Authority’s view: developing.",
        boards_words="Board’s view: secure.",
        evidence="Minutes of three meetings; a talk with the chair; the record of training.",
        reasons="Training was planned, and two of the three sessions were put off until summer.",
        recorded_by="An officer of governor services",
        recorded_on=date(2026, 12, 8),
    )
    return replace(line, **changes)


def make_section(place: int = 1, **changes: Any) -> DomainSection:
    """One domain with all its questions, scored and compared."""
    domain_id, title, short, texts = DOMAINS[place - 1]
    rows = tuple(
        make_question(f"{place}.{order}", domain=domain_id, text=text) for order, text in enumerate(texts, 1)
    )
    means = [row.mean.value for row in rows if row.mean.value is not None]
    mean = fmean(means) + (place - 3) * 0.12
    section = DomainSection(
        id=domain_id,
        order=str(place),
        title=title,
        short=short,
        about="Where the school is going, how we steer it there, and whose voices we hear on the way.",
        sentence=f"{level_at(mean).label} ({mean:.1f} of 4, 9 answers). In line with similar boards; with 9 "
        "answers we can’t place you more exactly.",
        n=9,
        n_words="9 answers",
        mean=Reading(value=mean, words=f"{mean:.1f} of 4"),
        level=level_at(mean),
        deviation=Reading(
            value=0.4, words="people’s own means lie 0.4 of a level from the board’s, on average"
        ),
        agreement=Reading(value=0.6, words="mixed"),
        dont_know=Reading(value=0.11, words="11% of answers are don’t know"),
        withheld="",
        withheld_reason="",
        position=make_position(mean),
        questions=rows,
        next_levels=tuple(row.next_level for row in rows[:2] if row.next_level),
        advice=(make_advice(domain_id),),
        authority=None,
        how=(
            "First each person’s own weighted mean, then the mean of all people.",
            "A person counts with 50% of the questions answered, and at least 2 questions.",
        ),
    )
    return replace(section, **changes)


def make_withheld_section(place: int = 1, **changes: Any) -> DomainSection:
    """A domain that fewer than five people answered."""
    section = make_section(place)
    hidden: dict[str, Any] = {
        "sentence": "Withheld: fewer than 5 answers.",
        "n": None,
        "n_words": "",
        "mean": NOWHERE,
        "level": None,
        "deviation": NOWHERE,
        "agreement": NOWHERE,
        "dont_know": Reading(value=None, words="don’t knows are withheld"),
        "withheld": WITHHELD,
        "withheld_reason": "too-few",
        "position": make_too_few_to_place(),
        "questions": tuple(
            make_withheld_question(row.order, text=row.text, domain=row.domain) for row in section.questions
        ),
        "next_levels": (),
        "advice": (),
    }
    return replace(section, **(hidden | changes))


def make_duty(**changes: Any) -> DutyLine:
    """A legal duty that is not met."""
    line = DutyLine(
        question="declaration-sent",
        text="In the last twelve months, was the safeguarding declaration sent to the partnership?",
        area="Safeguarding",
        duty="Legal duty",
        is_legal_duty=True,
        standing="not-met",
        answer="No",
        note="On the agenda for 9 December.",
        checked="24 November 2026",
        needed="The declaration was sent, and the board saw it first.",
        source="Keeping children safe in education, part 2 (checked 24 November 2026)",
    )
    return replace(line, **changes)


def make_duties(**changes: Any) -> Duties:
    """Two legal duties not met, one partly, twelve met."""
    met = make_duty(
        standing="met", answer="Yes", note="", text="Is the register of interests on the website?"
    )
    duties = Duties(
        words="1 legal duty not yet met; 1 partly met.",
        not_yet_met=(
            make_duty(),
            make_duty(standing="partly", answer="Partly", text="Are all accounts of expenses published?"),
        ),
        met=tuple(replace(met, question=f"met-{place}") for place in range(12)),
        not_applicable=(make_duty(standing="not-applicable", answer="Not applicable", note=""),),
        advice=(),
    )
    return replace(duties, **changes)


def make_head_row(gap: float = 0.8, **changes: Any) -> HeadRow:
    """A pair of statements, seen by the head and by the governors."""
    row = HeadRow(
        question="head-clear-aims",
        text="A few clear, dated priorities from the board have guided my work in the last twelve months.",
        domain="strategy",
        domain_title="Strategic leadership",
        level=LEVELS[2],
        answer="secure",
        note="",
        boards_question="question-1-1",
        boards_text=DOMAINS[0][3][0],
        head=3.0,
        governors=3.0 - gap,
        gap=gap,
        is_large=abs(gap) >= 1,
        words=f"The head sees it {abs(gap):.1f} {'higher' if gap > 0 else 'lower'} than the governors do. "
        f"Governors: {3.0 - gap:.1f} of 4, 8 answers.",
    )
    return replace(row, **changes)


def make_head(*gaps: float, **changes: Any) -> HeadView:
    """A head's view that was shared, the widest gap first."""
    gaps = gaps or (-1.6, 1.2, -0.8, 0.5, 0.2, 0.0)
    texts = [text for _, _, _, texts in DOMAINS for text in texts]
    view = HeadView(
        is_shared=True,
        words="The head agreed before closing that this be shown. It is one person’s view, beside the "
        "governors’ mean.",
        mean_gap=Reading(value=-0.2, words="Taken together, the head’s view is 0.2 of a level lower."),
        gaps=tuple(
            make_head_row(
                gap, head=2.0 if gap < 0 else 3.0, governors=(2.0 if gap < 0 else 3.0) - gap, boards_text=text
            )
            for gap, text in zip(gaps, texts, strict=False)
        ),
        others=(replace(make_head_row(), gap=None, governors=None, words=""),),
        left_out=1,
        left_out_words="1 pair is not shown: one side is withheld, or gave no level.",
    )
    return replace(view, **changes)


def make_comparison(boards: int = 24, **changes: Any) -> Comparison:
    """The boards compared with."""
    comparison = Comparison(
        words=f"You are compared with the {boards} most similar boards of the county.",
        how_chosen=(
            "Boards of the same phase, nearest by number of pupils, free school meals, special needs, "
            "language, and town or country.",
        ),
        cautions=(),
        members=tuple(
            ComparatorLine(name=f"Board of Example School {place}", distance=place / 10, words="close on all")
            for place in range(1, boards + 1)
        ),
        balance=(
            BalanceLine(characteristic="Pupils", weight="0.3", own="211", median="204", usual="105 to 310"),
            BalanceLine(
                characteristic="Free school meals", weight="0.3", own="18%", median="16%", usual="5% to 30%"
            ),
        ),
        confidence_level=0.95,
    )
    return replace(comparison, **changes)


def make_report(**changes: Any) -> Report:
    """A report with a band, a withheld question, a withheld domain, and others' views."""
    report = Report(
        digest="5f3a9c17e2b84d06" * 4,
        board=BoardLine(
            name="Governing board of Hillside Example Primary School", kind="maintained", phase="primary"
        ),
        round=RoundLine(
            title="Autumn 2026",
            opens_on=date(2026, 11, 3),
            closes_on=date(2026, 11, 24),
            dates="3 to 24 November 2026",
            is_simulated=False,
        ),
        generated_on=date(2026, 11, 25),
        sent_on=None,
        standing="confidential to the board",
        sources=(
            SourceLine(
                code="board-self-review",
                version="1.0",
                title="Board self-review",
                digest="ab" * 32,
                words="Board self-review, version 1.0",
            ),
        ),
        levels=LEVELS,
        turnout=Turnout(
            invited=11,
            responded=9,
            words="9 of 11 have answered; 2 have not.",
            confidentiality="Answers are confidential: nobody is shown who answered what.",
            has_scores=True,
        ),
        headline="Secure in four of six domains. Views on how we learn from our own work lie far apart.",
        overall=Reading(value=2.8, words="2.8 of 4"),
        overall_level=LEVELS[2],
        strengths=tuple(_point(place, "Strong, and views are close") for place in (2, 5, 4)),
        strengths_words="Three statements stand out as strong.",
        talking_points=tuple(_point(place, "Developing, and views lie apart") for place in (1, 6, 3)),
        talking_points_words="Three statements are worth an evening.",
        duties=make_duties(),
        domains=_sections(),
        head=make_head(),
        comparison=make_comparison(),
        authority=AuthorityPart(
            words="The authority has recorded a view on 1 of 6 domains. It stands beside the board’s own.",
            latest=(make_authority(),),
            earlier=(),
            replies=(
                ReplyLine(
                    text="Thank you. Both sessions have a new date.",
                    written_by="The chair",
                    written_on=date(2026, 12, 15),
                ),
            ),
        ),
        method=(
            MethodNote(title="Levels", text="Each answer is one of four levels, valued 1 to 4."),
            MethodNote(title="Means", text="First each person’s mean, then the mean of all people."),
        ),
    )
    return replace(report, **changes)


def make_report_nobody_answered(**changes: Any) -> Report:
    """A round that closed without an answer."""
    empty: dict[str, Any] = {
        "turnout": Turnout(
            invited=11,
            responded=0,
            words="None of 11 people invited has answered.",
            confidentiality="Answers are confidential: nobody is shown who answered what.",
            has_scores=False,
        ),
        "headline": "Nobody has answered yet, so there is nothing to report.",
        "overall": Reading(value=None, words="no score: nobody answered enough"),
        "overall_level": None,
        "strengths": (),
        "strengths_words": "No statement has a score yet.",
        "talking_points": (),
        "talking_points_words": "No statement has a score yet.",
        "duties": None,
        "domains": tuple(make_withheld_section(place) for place in range(1, 7)),
        "head": None,
        "comparison": None,
        "authority": None,
    }
    return make_report(**(empty | changes))


def make_simulated_round() -> RoundLine:
    """A round of made-up people."""
    return replace(make_report().round, is_simulated=True)


def _sections() -> tuple[DomainSection, ...]:
    strategy, accountability, people, structures, compliance = (make_section(place) for place in range(1, 6))
    rows = list(strategy.questions)
    rows[0] = replace(
        rows[0],
        notes=(
            "We know the vision by heart, and none of us could name the dates.",
            "It would help to have the three aims on each agenda.",
        ),
    )
    rows[1] = make_banded_question("1.2", text=rows[1].text)
    rows[3] = make_withheld_question("1.4", text=rows[3].text)
    return (
        replace(strategy, questions=tuple(rows)),
        accountability,
        replace(people, authority=make_authority()),
        structures,
        compliance,
        make_withheld_section(6),
    )


def _next_level(order: str, text: str, level: LevelMark) -> NextLevel | None:
    if level.place == 4:
        return None
    return NextLevel(
        question=f"question-{order.replace('.', '-')}",
        text=text,
        level=LEVELS[level.place],
        descriptor="We chose a handful with the head. Each has a date and a measure of what should be better "
        "for pupils.",
    )


def _point(place: int, reason: str) -> Point:
    domain_id, title, _, texts = DOMAINS[place - 1]
    return Point(
        question=f"question-{place}-1",
        text=texts[0],
        domain=domain_id,
        domain_title=title,
        reason=reason,
        words=f"{title}: {reason.lower()}.",
    )
