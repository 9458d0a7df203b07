from govscore.questionnaire.model import Role
from govscore.questionnaire.reading import WORDS_PER_MINUTE, minutes_to_answer, minutes_to_read
from tests.make import make_domain, make_question, make_questionnaire, make_scale

SHORT = make_scale((("no", 0), ("yes", 1)), not_scored=())


def minutes(words, *, role=Role.GOVERNOR, wording=None):
    """Title, about and options have 2 + 2 + 2 + 4 words; the question has the rest."""
    question = make_question("vision", text="word " * (words - 9), scale="short", wording=wording)
    return minutes_to_answer(
        make_questionnaire((make_domain(questions=(question,)),), scales={"short": SHORT}), role
    )


def test_a_minute_holds_180_words_and_one_more_begins_the_next():
    assert minutes(WORDS_PER_MINUTE) == 1
    assert minutes(WORDS_PER_MINUTE + 1) == 2
    assert minutes(10 * WORDS_PER_MINUTE) == 10


def test_the_shortest_questionnaire_takes_a_minute():
    assert minutes(10) == 1


def test_each_role_reads_its_own_wording():
    wording = {Role.CHAIR: "word " * 400}
    assert minutes(100, wording=wording) == 1
    assert minutes(100, wording=wording, role=Role.CHAIR) == 3


def test_the_busiest_kind_of_board_is_counted_and_not_everything():
    """Title and about once; of the others, text 91 and options 4 for each question that one board is shown."""
    long = "word " * 91

    def on(name, *governance, phases=()):
        return make_question(name, text=long, scale="short", governance=governance, phases=phases)

    questions = (on("a"), on("b", "trust"), on("c", "maintained"), on("d", "maintained", phases=("primary",)))
    everything = make_questionnaire((make_domain(questions=questions),), scales={"short": SHORT})
    assert minutes_to_read(everything, everything.questions, Role.GOVERNOR) == 3
    assert minutes_to_answer(everything, Role.GOVERNOR) == 2
    for_trusts = make_questionnaire(
        (make_domain(questions=questions),), scales={"short": SHORT}, governance=("trust",)
    )
    assert minutes_to_answer(for_trusts, Role.GOVERNOR) == 2
    assert minutes_to_read(everything, (), Role.GOVERNOR) == 1
