"""The PDF is accessible, complete and the same every time; nothing that somebody wrote is taken as markup."""

import io
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pdfua
import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govscore.reporting.model import Report
from govscore.reporting.pdf import to_pdf
from govscore.reporting.reading import Reading
from tests.reporting.factories import (
    LONG_NAME,
    make_authority,
    make_duties,
    make_duty,
    make_head,
    make_report,
    make_report_nobody_answered,
    make_section,
    make_simulated_round,
    make_withheld_section,
)

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


def small_report(text: str = "") -> Report:
    """One domain, with a text in all the places where people write."""
    section = make_section(3, authority=make_authority(evidence=text, reasons=text, recorded_by=text))
    rows = (replace(section.questions[0], notes=(text,)), *section.questions[1:])
    return make_report(
        domains=(replace(section, questions=rows),),
        board=replace(make_report().board, name=f"Board of {text}"),
        duties=make_duties(not_yet_met=(make_duty(note=text),)),
        comparison=None,
        head=None,
    )


def nodes(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Everything in the structure tree."""
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            yield child
            yield from nodes(child)


def text_of(pdf: bytes) -> list[str]:
    """The words of each page, as a reader copies them."""
    ran = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(page.split()) for page in ran.stdout.decode().split("\f")[:-1]]


@pytest.fixture(scope="module")
def whole() -> bytes:
    return to_pdf(make_report())


@pytest.fixture(scope="module")
def opened(whole: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def tags(opened: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(nodes(opened.Root.StructTreeRoot))


@pytest.mark.parametrize(
    "report",
    [
        make_report(),
        make_report(round=make_simulated_round()),
        make_report_nobody_answered(),
        make_report(board=replace(make_report().board, name=LONG_NAME)),
        make_report(head=make_head(is_shared=False, gaps=(), others=()), sources=(), method=()),
        make_report(head=make_head(gaps=()), strengths=(), talking_points=()),
        make_report(domains=(make_withheld_section(1, authority=make_authority("strategy")),)),
    ],
    ids=[
        "usual",
        "simulated",
        "nobody",
        "long name",
        "head not shared",
        "no pairs",
        "withheld beside a view",
    ],
)
def test_no_accessibility_fault_is_found(report: Report) -> None:
    assert pdfua.validate(io.BytesIO(to_pdf(report))).findings == ()


def test_the_same_report_gives_the_same_bytes(whole: bytes) -> None:
    assert to_pdf(make_report()) == whole


def test_it_has_title_language_and_tags(opened: pikepdf.Pdf) -> None:
    assert opened.docinfo["/Title"] == "Self-evaluation of Governing board of Hillside Example Primary School"
    assert str(opened.Root.Lang) == "en-GB"
    assert opened.Root.MarkInfo.Marked


def test_it_is_on_a4(opened: pikepdf.Pdf) -> None:
    box = opened.pages[0].mediabox
    assert [round(float(edge)) for edge in box] == [0, 0, 595, 842]


def test_every_figure_has_its_sentence(tags: list[pikepdf.Object]) -> None:
    figures = [str(node.get("/Alt", "")) for node in tags if node.get("/S") == "/Figure"]
    assert len(figures) == 9
    assert all(len(sentence) > 30 for sentence in figures)


def test_every_table_has_its_head(tags: list[pikepdf.Object]) -> None:
    kinds = Counter(str(node.get("/S")) for node in tags)
    assert kinds["/Table"] == kinds["/THead"] >= 12


def test_every_domain_is_a_heading(tags: list[pikepdf.Object]) -> None:
    kinds = Counter(str(node.get("/S")) for node in tags)
    assert kinds["/H1"] == 15
    assert kinds["/H2"] > 14


@needs_pdftotext
def test_the_first_page_is_complete_in_itself(whole: bytes) -> None:
    report, first = make_report(), text_of(whole)[0]
    for words in (report.board.name, report.headline, report.turnout.words, report.duties.words, "2.8 of 4"):
        assert words in first
    for point in (*report.strengths, *report.talking_points):
        assert point.text.split()[-2] in first
    assert "Is the register of interests on the website?" not in first


@needs_pdftotext
def test_each_domain_with_something_to_show_begins_a_page(whole: bytes) -> None:
    pages = text_of(whole)
    for section in make_report().domains:
        assert any(page.startswith(f"{section.order} {section.title}") for page in pages)


def without_counts(report: Report) -> Report:
    """As what leaves a board of fewer than ten is: means to the nearest half, no counts and no agreement."""
    nothing = Reading(value=None, words="")
    domains = tuple(
        replace(
            section,
            agreement=nothing,
            questions=tuple(
                replace(row, counts=None, band="", agreement=nothing) for row in section.questions
            ),
        )
        for section in report.domains
    )
    return replace(report, domains=domains)


@needs_pdftotext
def test_what_has_nothing_to_show_takes_no_column_no_figure_and_no_page() -> None:
    shown, hidden = (text_of(to_pdf(report)) for report in (make_report(), without_counts(make_report())))
    assert any("Agreement" in page for page in shown)
    assert not any("Agreement" in page for page in hidden)
    assert any("How the answers are spread" in page for page in shown)
    assert not any("How the answers are spread" in page for page in hidden)
    assert len(hidden) < len(shown)


@needs_pdftotext
def test_every_page_says_for_whom_when_and_which(whole: bytes) -> None:
    for page in text_of(whole):
        assert "Board self-review 1.0 · 25 November 2026 · confidential to the board · 5f3a9c17e2b8" in page


@needs_pdftotext
def test_another_audience_can_be_named() -> None:
    report = small_report()
    assert all(
        "sent to the authority" in page for page in text_of(to_pdf(report, audience="sent to the authority"))
    )


@needs_pdftotext
def test_a_simulated_report_says_so_on_every_page_and_a_real_one_on_none(whole: bytes) -> None:
    simulated = text_of(to_pdf(make_report(round=make_simulated_round())))
    assert all("Simulated: the people and answers in this report are made up" in page for page in simulated)
    assert not any("imulated" in page for page in text_of(whole))


@needs_pdftotext
def test_figures_are_numbered_and_table_heads_repeat(whole: bytes) -> None:
    pages = text_of(whole)
    assert all(any(f"Figure {number}:" in page for page in pages) for number in range(1, 10))
    assert sum("Level and mean Agreement Answers" in page for page in pages) >= 2


@needs_pdftotext
def test_everything_that_a_section_holds_is_printed(whole: bytes) -> None:
    words = " ".join(text_of(whole))
    for expected in (
        "We know the vision by heart",
        "Choose three priorities with dates",
        "Statement 1.3 has 2.2 of 4",
        "We chose a handful with the head",
        "two of the three sessions were put off until summer",
        "Both sessions have a new date",
        "nearly all: secure",
        "withheld: fewer than 5 answers",
        "Board of Example School 24",
        "1 pair is not shown",
        "First each person’s mean",
    ):
        assert expected in words


@needs_pdftotext
def test_domains_of_which_nothing_may_be_shown_share_a_page() -> None:
    pages = text_of(to_pdf(make_report_nobody_answered()))
    assert len(pages) <= 8
    assert "1 Strategic leadership" in pages[2]
    assert "6 Evaluation" in pages[2]


@needs_pdftotext
def test_a_view_beside_a_withheld_domain_is_still_printed() -> None:
    silent = make_withheld_section(1, authority=make_authority("strategy"))
    assert any(
        "two of the three sessions" in page for page in text_of(to_pdf(make_report(domains=(silent,))))
    )


@needs_pdftotext
def test_markup_is_printed_as_it_was_written() -> None:
    written = '#emph[loud] *bold* _low_ $x^2$ <label> @ref = Heading #panic("x") \\ `code` // no comment'
    words = " ".join(text_of(to_pdf(small_report(written))))
    assert written in words


ODD = st.text(
    alphabet=st.one_of(st.sampled_from("#*_$@<>[]{}\\`\"'~=-+/ŵŷŴ👍🏽漢\u202e\u200d\x00\n"), st.characters())
)


@settings(max_examples=12, deadline=None)
@given(ODD)
@example('#read("report.typ") #image("x.svg") #import "@preview/a:1.0.0": *')
@example("Ysgol Tŷ Gwyn, ŵ Ŵ ŷ Ŷ")
@example("👍🏽 漢字 \u202eright to left \ud800"[:20])
@example("")
def test_any_text_makes_an_accessible_pdf(text: str) -> None:
    assert pdfua.validate(io.BytesIO(to_pdf(small_report(text)))).findings == ()
