"""The county on paper: accessible, the same every time, without ranks, and with nothing taken as markup."""

import io
import shutil
import subprocess
from collections import Counter
from dataclasses import replace

import pdfua
import pikepdf
import pytest

from govscore.reporting.county_model import CountyReport
from govscore.reporting.county_pdf import to_county_pdf
from tests.reporting.full_report import make_full_county

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
COUNTY = make_full_county()


def without_funnels(county: CountyReport) -> CountyReport:
    return replace(county, domains=tuple(replace(domain, funnel=None) for domain in county.domains))


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


@pytest.fixture(scope="module")
def whole() -> bytes:
    return to_county_pdf(COUNTY)


@pytest.mark.parametrize(
    "county",
    [
        COUNTY,
        without_funnels(COUNTY),
        replace(COUNTY, heat=(), groupings=(), coverage=replace(COUNTY.coverage, counts=())),
        replace(COUNTY, round=replace(COUNTY.round, is_simulated=True)),
    ],
    ids=["usual", "no funnels", "nobody yet", "simulated"],
)
def test_no_accessibility_fault_is_found(county: CountyReport) -> None:
    assert pdfua.validate(io.BytesIO(to_county_pdf(county))).findings == ()


def test_the_same_county_gives_the_same_bytes(whole: bytes) -> None:
    assert to_county_pdf(COUNTY) == whole


def test_every_domain_has_a_figure_and_every_table_its_head(whole: bytes) -> None:
    kinds = kinds_of(whole)
    assert kinds["/Figure"] == len(COUNTY.domains)
    assert kinds["/Table"] == kinds["/THead"] >= 8


@needs_pdftotext
def test_the_first_page_says_who_is_in(whole: bytes) -> None:
    first = text_of(whole)[0]
    assert COUNTY.headline in first
    assert COUNTY.coverage.words in first


@needs_pdftotext
def test_every_page_says_for_whom_and_which(whole: bytes) -> None:
    for page in text_of(whole):
        assert "confidential to the authority" in page
        assert COUNTY.digest[:12] in page


@needs_pdftotext
def test_boards_stand_by_name_and_those_that_have_not_sent_have_no_level(whole: bytes) -> None:
    words = " ".join(text_of(whole))
    names = [row.name for row in COUNTY.heat if row.group == COUNTY.heat[0].group]
    places = [words.rindex(name.split(" with")[0]) for name in names]
    assert places == sorted(places)
    assert words.count("in progress") >= 10


@needs_pdftotext
def test_a_name_is_never_taken_as_markup() -> None:
    name = '#image("x") *Hill* $x$ \\'
    heat = (replace(COUNTY.heat[0], name=name), *COUNTY.heat[1:])
    words = " ".join(text_of(to_county_pdf(replace(COUNTY, heat=heat))))
    assert '#image("x")' in words
    assert "*Hill*" in words


def test_many_boards_outside_the_limits_stand_in_the_table_and_not_in_the_picture() -> None:
    assert to_county_pdf(make_full_county(240)).startswith(b"%PDF-")
