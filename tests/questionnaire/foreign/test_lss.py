import pytest

from govscore.errors import QuestionnaireError
from govscore.questionnaire.foreign.lss import MOST_BYTES, MOST_ROWS, read_lss

START = b'<?xml version="1.0" encoding="UTF-8"?>'
KIND = b"<LimeSurveyDocType>Survey</LimeSurveyDocType>"
BOMB = START + b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><document>&b;</document>'
OUTSIDE = START + b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><document>&a;</document>'
ROW = b"<row><qid>1</qid></row>"


def survey(inner):
    return START + b"<document>" + KIND + inner + b"</document>"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (BOMB, "declares entities"),
        (OUTSIDE, "declares entities"),
        (b"", "is not XML here"),
        (b"\x00\xff" * 50, "is not XML here"),
        (START + b"<a>" * 100, "holds more than a survey can"),
        (survey(b"<a/>" * 450_000), "holds more than a survey can"),
        (survey(b"<q><rows>" + ROW * (MOST_ROWS + 1) + b"</rows></q>"), "has more than 20,000 rows"),
        (b" " * (MOST_BYTES + 1), "is larger than 10 MB"),
        (b'<?xml version="1.0" encoding="utf-99"?><document/>', "is not XML here"),
        (START + b"<document/>", "holds no LimeSurvey survey"),
        (
            START + b"<document><LimeSurveyDocType>Question</LimeSurveyDocType></document>",
            "holds no LimeSurvey",
        ),
        (survey(b"<q>\xed\xa0\x80</q>"), "is not XML here"),
    ],
)
def test_what_is_no_survey_is_refused_in_a_sentence(raw, said):
    with pytest.raises(QuestionnaireError, match=said) as caught:
        read_lss(raw, name="survey.lss")
    assert str(caught.value).startswith("survey.lss")
    assert "\n" not in str(caught.value)


def test_each_row_knows_its_line():
    tables = read_lss(survey(b"\n<groups><rows>\n<row><gid>7</gid></row></rows></groups>"), name="x")
    (row,) = tables.of("groups")
    assert (row.line, row.get("gid"), row.get("nothing")) == (3, "7", "")


def test_a_field_of_ten_megabytes_is_cut():
    text = b"x" * 9_000_000
    tables = read_lss(survey(b"<q><rows><row><help>" + text + b"</help></row></rows></q>"), name="x")
    assert len(tables.of("q")[0].get("help")) < 1_000_000
