"""What has been drawn once is not drawn again."""

from govscore.services.renderings import get_or_make
from govscore.services.transaction import Database


class Pen:
    """Draws, and counts how often."""

    def __init__(self, content: bytes = b"<svg/>") -> None:
        self.content = content
        self.drawn = 0

    def __call__(self) -> bytes:
        self.drawn += 1
        return self.content


def ask(database: Database, pen: Pen, *, digest: str = "d1", kind: str = "profile.svg") -> bytes:
    with database.transaction(write=False) as session:
        return get_or_make(session, database, digest=digest, kind=kind, make=pen)


def test_the_same_content_is_drawn_once(database: Database) -> None:
    pen = Pen()
    assert ask(database, pen) == ask(database, pen) == b"<svg/>"
    assert pen.drawn == 1


def test_other_content_and_other_kinds_are_drawn_anew(database: Database) -> None:
    pen = Pen()
    ask(database, pen)
    ask(database, pen, digest="d2")
    ask(database, pen, kind="report.pdf")
    assert pen.drawn == 3


def test_of_two_who_draw_at_once_the_first_is_kept(database: Database) -> None:
    second = Pen(b"second")

    class First(Pen):
        def __call__(self) -> bytes:
            ask(database, second)
            return super().__call__()

    ask(database, First(b"first"))
    assert ask(database, Pen()) == b"second"
