from govscore.questionnaire.conditions import All, Answered, AnyOf, AtLeast, Is, Not
from govscore.questionnaire.foreign.limesurvey import read_limesurvey, read_limesurvey_tsv
from govscore.questionnaire.model import OptionKind
from tests.questionnaire.foreign.forms import EXAMPLES, ON, drafted, messages

HEAD = ("class", "type/scale", "name", "relevance", "text", "help", "language")


def board():
    return read_limesurvey((EXAMPLES / "board.lss").read_bytes(), name="board.lss", on=ON)


def lines(*rows):
    text = "\n".join("\t".join(row) for row in (HEAD, *rows))
    return read_limesurvey_tsv(text.encode(), name="survey.txt", on=ON)


def test_groups_become_domains_in_their_order_with_their_translations():
    draft = drafted(board())
    assert [(domain.id, domain.title, domain.short) for domain in draft.domains] == [
        ("meetings", "Meetings", "Meetings"),
        ("people-training", "People & training", "People"),
    ]
    assert draft.domains[1].translations["cy"].title == "Pobl a hyfforddiant"
    assert draft.manifest.translations["cy"].title == "Sut mae ein bwrdd yn gweithio"


def test_markup_becomes_plain_text_and_script_goes():
    question = drafted(board()).by_id["q1"]
    assert question.text == "Papers reach us a week before a meeting."
    assert question.hint == "Think of the last three meetings.\nAsk the clerk."


def test_an_array_becomes_a_question_for_each_row_on_one_scale():
    draft = drafted(board())
    rows = [draft.by_id[name] for name in ("q3-a", "q3-b", "q3-c")]
    assert {row.scale for row in rows} == {"q3"}
    assert rows[0].text == "Everybody speaks."
    assert rows[0].hint == "How far do you agree?\nOne answer in each line."
    assert rows[0].translations["cy"].hint == "I ba raddau ydych chi’n cytuno?"


def test_assessment_values_are_the_values_and_dont_know_has_none():
    options = drafted(board()).manifest.scales["q1"].options
    assert [(option.id, option.value) for option in options] == [
        ("a1", 1),
        ("a2", 2),
        ("a3", 3),
        ("a4", 4),
        ("a9", None),
    ]
    assert options[-1].kind is OptionKind.DONT_KNOW


def test_equations_become_conditions_beside_that_of_their_group():
    by_id = drafted(board()).by_id
    assert by_id["q3-a"].show_if == All(
        all=(Not(not_=Is(question="q1", is_="a9")), Answered(question="q2", answered=True))
    )
    either = AnyOf(any=(Is(question="q1", is_="a3"), Is(question="q1", is_="a4")))
    own = All(all=(AtLeast(question="q7", at_least=3), either))
    assert by_id["q8"].show_if == All(all=(Is(question="q2", is_="y"), own))


def test_an_equation_that_is_not_understood_leaves_its_question_shown():
    carried = board()
    assert drafted(carried).by_id["q9"].show_if is None
    assert any("count(that.Q3.sq_.NAOK) > 2" in message for message in messages(carried, '"Q9"'))


def test_an_answer_may_be_named_by_limesurveys_inner_name():
    raw = (EXAMPLES / "board.lss").read_bytes().replace(b'Q2.NAOK == "Y"', b'((916001X11X101.NAOK == "Y"))')
    assert drafted(read_limesurvey(raw, name="x", on=ON)).by_id["q7"].show_if == Is(question="q2", is_="y")


def test_a_survey_that_asks_nothing_of_our_kind_has_no_draft():
    carried = lines(("G", "", "Meetings", "", "", "", "en"), ("Q", "T", "Q1", "1", "What else?", "", "en"))
    assert carried.contents is None
    assert "no question could be carried over" in messages(carried, "the whole")[-1]
    assert messages(carried, '"Q1"') != []


def test_one_language_without_settings_is_enough():
    carried = lines(("G", "", "Meetings", "", "", "", ""), ("Q", "Y", "again", "", "Once more?", "", ""))
    draft = drafted(carried)
    assert draft.by_id["again"].text == "Once more?"
    assert draft.manifest.code == "carried-over"


def test_languages_that_share_a_code_are_told():
    carried = lines(
        ("S", "", "language", "", "de", "", ""),
        ("G", "", "A", "", "", "", "de"),
        ("Q", "5", "q", "", "Wie gut?", "", "de"),
        ("G", "", "A", "", "", "", "de-informal"),
        ("Q", "5", "q", "", "Und wie?", "", "de-informal"),
    )
    assert drafted(carried).by_id["q"].text == "Wie gut?"
    assert any("de-informal" in message for message in messages(carried, "languages"))


def test_a_question_whose_group_is_missing_is_told():
    raw = (EXAMPLES / "board.lss").read_bytes().replace(b"<gid><![CDATA[11]]></gid>", b"<gid>99</gid>", 1)
    carried = read_limesurvey(raw, name="x", on=ON)
    assert any("group that is not in the file" in loss.message for loss in carried.losses)
