"""The funnel: all boards of a county in one domain, and how far chance may take one with so few answers."""

from matplotlib.figure import Figure

from govscore.reporting.canvas import Canvas, ChartText
from govscore.reporting.funnel_model import FunnelData, FunnelPoint, is_far_outside, is_outside, letters_of
from govscore.reporting.funnel_plot import HEIGHT, add_plot, draw_plot
from govscore.reporting.palette import PHONE_WIDTH
from govscore.reporting.words import count_words, one_decimal, sentence, share_words

INDENT = 0.25
CHANCE = 0.05


def draw_funnel(funnel: FunnelData, *, width: float = PHONE_WIDTH) -> Figure:
    """Draw boards as dots between limits, a step for each number of answers; only those outside are named."""
    canvas = Canvas(width=width, x_range=(0, 1))
    canvas.heading(funnel_title(funnel), _note(funnel))
    if not funnel.points:
        canvas.withheld("No board has a score that may be shown.", is_hatched=False)
        return canvas.finish(is_simulated=funnel.is_simulated)
    canvas.skip(0.05)
    top = canvas.y
    canvas.skip(HEIGHT)
    _list_names(canvas, funnel)
    figure = canvas.finish(is_simulated=funnel.is_simulated)
    draw_plot(add_plot(figure, funnel, top), funnel)
    return figure


def describe_funnel(funnel: FunnelData) -> ChartText:
    """Say in words how many boards lie outside, and list those in a table: no board inside is told apart."""
    outside = [point for point in funnel.points if is_outside(point, funnel)]
    inside = len(funnel.points) - len(outside)
    return ChartText(
        title=funnel_title(funnel),
        alternative=f"{sentence(funnel_title(funnel))} {count_words(inside, 'board')} within the limits: "
        "they differ no more than these boards usually do.",
        header=(
            "Board",
            "People" if funnel.is_of_shares else "Answers",
            "Share" if funnel.is_of_shares else "Mean",
            "Outside",
        ),
        rows=tuple(
            _row(point, funnel) for point in sorted(outside, key=lambda each: (each.name or "", each.n))
        ),
    )


def funnel_title(funnel: FunnelData) -> str:
    """Say how many boards lie outside the limits, and how many would if all differed as these usually do."""
    total = len(funnel.points)
    if total == 0:
        return f"{funnel.title}: too few to say"
    outside = sum(is_outside(point, funnel) for point in funnel.points)
    verb = "lies" if outside == 1 else "lie"
    chance = total * CHANCE
    expected = f"about {round(chance)}" if chance >= 1 else "fewer than one"
    return (
        f"{funnel.title}: {outside or 'none'} of {count_words(total, 'board')} {verb} outside the limits; "
        f"of boards that differ as these usually do {expected} would"
    )


def _note(funnel: FunnelData) -> str:
    facts = [funnel.note, *(["simulated"] if funnel.is_simulated else [])]
    sentences = [", ".join(fact for fact in facts if fact)]
    if funnel.withheld:
        sentences.append(f"{count_words(funnel.withheld, 'board')} withheld or without a score")
    if funnel.points:
        sentences.append(f"Middle line: {_middle_words(funnel)}")
        sentences.append("Only boards outside the limits are named")
    return " ".join(f"{words}." for words in sentences)


def _middle_words(funnel: FunnelData) -> str:
    whose = "all boards together" if funnel.is_of_shares else "the mean of all who answered"
    return f"{whose}, {_value(funnel.target, funnel)}"


def _value(score: float, funnel: FunnelData) -> str:
    return share_words(score) if funnel.is_of_shares else one_decimal(score)


def _row(point: FunnelPoint, funnel: FunnelData) -> tuple[str, ...]:
    limit = "the 99.8% limits" if is_far_outside(point, funnel) else "the 95% limits"
    return (point.name or "not named", str(point.n), _value(point.score, funnel), limit)


def _list_names(canvas: Canvas, funnel: FunnelData) -> None:
    """Names stand below the plot, where long ones have room."""
    letters = letters_of(funnel)
    far = [point for point in letters if is_far_outside(point, funnel)]
    near = [point for point in letters if point not in far]
    for title, points in (("Outside the 99.8% limits", far), ("Outside the 95% limits", near)):
        if points:
            canvas.skip(0.08)
            canvas.write(title, is_bold=True)
        for point in points:
            top = canvas.y
            canvas.write(point.name or "", indent=INDENT)
            canvas.place(letters[point], 0, top, is_bold=True)
