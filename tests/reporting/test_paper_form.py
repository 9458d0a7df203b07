"""The form on paper is accessible, whole and the same every time, and never splits a question."""

import io
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pdfua
import pikepdf
import pytest

from govscore.errors import ResponseError
from govscore.questionnaire.conditions import Is
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Answering, Purpose, Questionnaire, Role
from govscore.reporting.paper_form import Occasion, paper_form
from tests.make import make_domain, make_question, make_questionnaire

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
needs_pdfinfo = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo is not installed")
LIBRARY = Library(Path(__file__).parents[2] / "questionnaires")
OCCASION = Occasion(
    board="Board of Hillside", round="Autumn 2026", hand_in_by="6pm on Friday 18 December 2026"
)
REAL = [("board-self-review", Role.GOVERNOR), ("compliance", Role.CLERK), ("heads-view", Role.HEAD)]
LARGE_POINTS = 18
SMALLEST = 9


def real(code: str) -> Questionnaire:
    return LIBRARY.get(code, "1.0")


def one_question(**parts: object) -> Questionnaire:
    """A questionnaire of a gate and one question behind it."""
    question = make_question("plan", **parts)  # type: ignore[arg-type]
    return make_questionnaire((make_domain(questions=("vision", question)),))


def text_of(pdf: bytes) -> list[str]:
    """The words of each page, as a reader copies them."""
    ran = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(page.split()) for page in ran.stdout.decode().split("\f")[:-1]]


def kinds_of(pdf: bytes) -> Counter[str]:
    """How often each kind of element stands in the structure tree."""
    found: Counter[str] = Counter()

    def walk(element: pikepdf.Object) -> None:
        children = element.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary):
                found[str(child.get("/S", ""))] += 1
                walk(child)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        walk(opened.Root.StructTreeRoot)
    return found


def sizes_of(pdf: bytes) -> set[float]:
    """Every size of letters on every page."""
    found = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    found.add(round(float(operands[1]), 2))
    return found


def inks_of(pdf: bytes) -> Iterator[tuple[float, ...]]:
    """Every colour that is drawn or written with."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in {"sc", "scn", "SC", "SCN", "g", "G", "rg", "RG", "k", "K"}:
                    yield tuple(float(each) for each in operands)


@pytest.mark.parametrize("is_large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize(("code", "role"), REAL)
def test_no_accessibility_fault_is_found_in_a_form_of_what_is_asked(
    code: str, role: Role, is_large: bool
) -> None:
    pdf = paper_form(real(code), role=role, large_print=is_large, occasion=OCCASION)
    assert pdfua.validate(io.BytesIO(pdf)).findings == ()


def test_the_same_questionnaire_gives_the_same_bytes() -> None:
    first, second = (paper_form(real("heads-view"), role=Role.HEAD) for _ in range(2))
    assert first == second


@needs_pdfinfo
def test_it_is_tagged_and_on_a4_and_has_a_title() -> None:
    pdf = paper_form(real("compliance"), role=Role.CLERK)
    ran = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)
    told = ran.stdout.decode()
    assert re.search(r"^Tagged:\s+yes", told, re.MULTILINE)
    assert re.search(r"^Title:\s+Compliance check", told, re.MULTILINE)
    assert "(A4)" in told


@pytest.mark.parametrize("is_large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize(("code", "role"), REAL)
def test_every_question_is_a_heading_and_every_option_an_item(code: str, role: Role, is_large: bool) -> None:
    questionnaire = real(code)
    kinds = kinds_of(paper_form(questionnaire, role=role, large_print=is_large))
    consent = 1 if code == "heads-view" else 0
    options = sum(len(questionnaire.scale_of(question).options) for question in questionnaire.questions)
    assert kinds["/H2"] == len(questionnaire.questions) + consent
    assert kinds["/LI"] >= options + 2 * consent


def test_in_large_print_no_letter_is_small_and_everything_is_black_on_white() -> None:
    large = paper_form(real("board-self-review"), role=Role.GOVERNOR, large_print=True, occasion=OCCASION)
    assert min(sizes_of(large)) >= LARGE_POINTS
    assert {sum(ink) for ink in inks_of(large)} == {0.0}
    normal = paper_form(real("board-self-review"), role=Role.GOVERNOR)
    assert SMALLEST <= min(sizes_of(normal)) < LARGE_POINTS


@needs_pdftotext
@pytest.mark.parametrize("is_large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize(("code", "role"), REAL)
def test_no_question_goes_over_a_page(code: str, role: Role, is_large: bool) -> None:
    questionnaire = real(code)
    pages = [f" {page}" for page in text_of(paper_form(questionnaire, role=role, large_print=is_large))]
    for number, question in enumerate(questionnaire.questions, start=1):
        first = " ".join(question.text_for(role).split()[:3])
        last = " ".join(question.evidence.split()[:2])
        (page,) = [page for page in pages if f" {number}. {first}" in page]
        rest = page[page.index(f" {number}. {first}") :]
        assert "How do we know? (optional)" in rest
        assert last in rest, question.id


@needs_pdftotext
@pytest.mark.parametrize("is_large", [False, True], ids=["normal", "large"])
def test_what_is_no_answer_to_the_question_stands_in_one_row(is_large: bool) -> None:
    pdf = paper_form(real("board-self-review"), role=Role.GOVERNOR, large_print=is_large)
    ran = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    rows = [" ".join(line.split()) for line in ran.stdout.decode().splitlines()]
    assert rows.count("or Don't know Not my role") == len(real("board-self-review").questions)


@needs_pdftotext
@pytest.mark.parametrize("is_large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize(("code", "role"), REAL)
def test_no_title_of_a_domain_stands_alone(code: str, role: Role, is_large: bool) -> None:
    questionnaire = real(code)
    board = {"governance": "maintained", "phases": ("primary",)}
    pages = text_of(paper_form(questionnaire, role=role, large_print=is_large, **board))  # type: ignore[arg-type]
    for domain in questionnaire.domains:
        (page,) = [page for page in pages if f"{domain.title} {domain.about[:12]}" in page]
        assert "How do we know?" in page[page.index(domain.title) :], domain.id


@needs_pdftotext
def test_every_page_says_which_version_since_when_and_how_many_pages_there_are() -> None:
    pages = text_of(paper_form(real("board-self-review"), role=Role.GOVERNOR))
    for number, page in enumerate(pages, start=1):
        assert f"Board self-review 1.0 · 1 November 2026 {number} of {len(pages)}" in page


@needs_pdftotext
def test_the_first_page_says_who_reads_it_and_that_a_link_is_more_private() -> None:
    first = text_of(paper_form(real("board-self-review"), role=Role.GOVERNOR, occasion=OCCASION))[0]
    for words in (
        "Board of Hillside",
        "Autumn 2026",
        "before 6pm on Friday 18 December 2026",
        "Whoever keys in your answers, as a rule the clerk, reads them",
        "A sealed envelope does not change that",
        "Answering by your own link is more private",
        "You get an email once it is keyed in",
        "Your name",
    ):
        assert words in first


@needs_pdftotext
def test_what_is_not_confidential_says_so_and_asks_for_dates() -> None:
    pages = text_of(paper_form(real("compliance"), role=Role.CLERK))
    assert "they are not confidential" in pages[0]
    assert "A sealed envelope" not in pages[0]
    dates = sum(page.count("When was it last checked? (optional)") for page in pages)
    assert dates == len(real("compliance").questions)
    assert "last checked" not in " ".join(text_of(paper_form(real("heads-view"), role=Role.HEAD)))


@needs_pdftotext
def test_whoever_answers_alone_is_asked_for_their_agreement() -> None:
    words = " ".join(text_of(paper_form(real("heads-view"), role=Role.HEAD)))
    assert "May your board see your view beside its own?" in words
    assert "Without a tick here the form cannot be keyed in" in words
    assert "May your board see" not in " ".join(
        text_of(paper_form(real("board-self-review"), role=Role.GOVERNOR))
    )


@needs_pdftotext
def test_a_condition_stands_above_its_question_in_words() -> None:
    words = " ".join(
        text_of(paper_form(one_question(show_if=Is(question="vision", is_="strong")), role=Role.GOVERNOR))
    )
    assert "2. Plan is looked after. Answer only if you chose “Strong” at question 1." in words
    assert "Some questions say who answers them, or when" in words
    assert "Some questions say" not in " ".join(text_of(paper_form(one_question(), role=Role.GOVERNOR)))


@needs_pdftotext
def test_a_boards_form_holds_only_what_it_is_asked() -> None:
    questionnaire = one_question(governance=("trust",))
    ours = text_of(paper_form(questionnaire, role=Role.GOVERNOR, governance="maintained"))
    assert "Plan is looked after" not in " ".join(ours)
    assert "It has 1 question," in ours[0]
    everybodys = " ".join(text_of(paper_form(questionnaire, role=Role.GOVERNOR)))
    assert "Answer only if your board is a trust board with several academies." in everybodys


@needs_pdftotext
def test_it_is_worded_for_the_role() -> None:
    questionnaire = one_question(wording={Role.CHAIR: "As chair, I look after the plan."})
    assert "As chair, I" in " ".join(text_of(paper_form(questionnaire, role=Role.CHAIR)))
    assert "As chair, I" not in " ".join(text_of(paper_form(questionnaire, role=Role.GOVERNOR)))


@needs_pdftotext
@pytest.mark.parametrize("is_large", [False, True], ids=["normal", "large"])
def test_a_question_longer_than_a_page_loses_nothing(is_large: bool) -> None:
    questionnaire = one_question(hint=" ".join(f"Word{number}" for number in range(900)))
    pdf = paper_form(questionnaire, role=Role.GOVERNOR, large_print=is_large)
    words = " ".join(text_of(pdf))
    assert all(f"Word{number}" in words for number in range(900))
    assert words.count("How do we know?") == 2
    assert pdfua.validate(io.BytesIO(pdf)).findings == ()


@needs_pdftotext
def test_markup_is_printed_as_it_was_written() -> None:
    written = '#emph[loud] *bold* _low_ $x^2$ <label> @ref = Heading #panic("x") \\ `code`'
    questionnaire = one_question(text=written, hint=written)
    pdf = paper_form(
        questionnaire, role=Role.GOVERNOR, occasion=Occasion(board=written, round="", hand_in_by="")
    )
    assert " ".join(text_of(pdf)).count(written) == 3


@pytest.mark.parametrize(("language", "lang"), [("en", "en-GB"), ("cy", "cy")])
def test_the_language_is_that_of_the_questionnaire(language: str, lang: str) -> None:
    made = make_questionnaire()
    manifest = made.manifest.model_copy(update={"language": language})
    pdf = paper_form(made.model_copy(update={"manifest": manifest}), role=Role.GOVERNOR, occasion=OCCASION)
    assert pdfua.validate(io.BytesIO(pdf)).findings == ()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == lang
        ours = [
            each
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Lang") == "en-GB"
        ]
    assert bool(ours)


def test_a_role_that_is_not_asked_is_refused_with_those_that_are() -> None:
    with pytest.raises(ResponseError, match="does not ask a head; choose one of: governor, chair"):
        paper_form(make_questionnaire(), role=Role.HEAD)


def test_a_board_that_is_asked_nothing_is_refused() -> None:
    questionnaire = make_questionnaire(
        (make_domain(questions=(make_question(governance=("trust",)),)),),
        purpose=Purpose.COMPLIANCE,
        answering=Answering.ONCE,
    )
    with pytest.raises(ResponseError, match="has no question for a board like this"):
        paper_form(questionnaire, role=Role.GOVERNOR, governance="maintained")
