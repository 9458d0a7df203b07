"""`govscore analyse`: an analyst's own data, raters in groups, through the same engine."""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from govscore.benchmarking.analysis import DomainAnalysis, analyse_domain
from govscore.benchmarking.counts import MOST_OPTIONS
from govscore.benchmarking.person_scores import LEAST_ANSWERS
from govscore.benchmarking.ratings import Ratings, read_ratings
from govscore.cli.shell import Commands, say
from govscore.reporting.analysis_json import NamedAnalysis, written
from govscore.reporting.analysis_words import told

Options = tuple[int, int]

_RANGE = re.compile(r"(-?[0-9]{1,9})\.\.(-?[0-9]{1,9})")
_DOMAIN_FORM = "write it as NAME=question,question"
_OPTIONS_FORM = "write it as NAME=LOWEST..HIGHEST, for example strategy=1..4"


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("analyse", help="work out every statistic of any CSV of raters in groups")
    parser.add_argument("file", type=Path, metavar="FILE", help="a row a rater, with a row of headings")
    parser.add_argument("--group", required=True, metavar="COL", help="the column that names the group")
    parser.add_argument(
        "--domain",
        required=True,
        action="append",
        type=_domain,
        metavar="NAME=Q1,Q2",
        help="a domain and the columns of its questions; once for each domain",
    )
    parser.add_argument(
        "--options",
        required=True,
        action="append",
        type=_options,
        metavar="NAME=L..H",
        help="the lowest and the highest option of a domain's questions; once for each domain",
    )
    parser.add_argument(
        "--rater", metavar="COL", help="the column that names the rater: nobody counts twice in a group"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(command=partial(analyse, parser))


def analyse(parser: argparse.ArgumentParser, chosen: argparse.Namespace) -> int:
    """Analyse and print; 1 where a row was refused, or there is none."""
    questions, options = _agreed(parser, chosen)
    scales = {question: options[name] for name, columns in questions.items() for question in columns}
    content = chosen.file.read_bytes()
    ratings = read_ratings(
        content, name=chosen.file.name, group=chosen.group, scales=scales, rater=chosen.rater
    )
    domains = (
        NamedAnalysis(name=name, questions=columns, analysis=_analysed(ratings, columns, options[name]))
        for name, columns in questions.items()
    )
    pieces = written(ratings, domains) if chosen.json else told(ratings, domains)
    sys.stdout.writelines(pieces)
    _warn(ratings, questions, name=chosen.file.name)
    return 1 if ratings.refused or not ratings.rows else 0


def _warn(ratings: Ratings, questions: Mapping[str, tuple[str, ...]], *, name: str) -> None:
    if ratings.refused:
        say(f"{len(ratings.refused)} of {ratings.rows} rows of {name} were refused and left out.")
    if not ratings.rows:
        say(f"{name} has headings and no row below them.")
    for domain, columns in questions.items():
        if len(columns) < LEAST_ANSWERS:
            say(
                f"Domain {domain} has one question, so nobody has a score: that takes {LEAST_ANSWERS} answers."
            )


def _analysed(ratings: Ratings, questions: tuple[str, ...], options: Options) -> DomainAnalysis:
    places = [ratings.columns[question] for question in questions]
    return analyse_domain(
        ratings.group, ratings.codes[:, places], n_groups=len(ratings.groups), options=options
    )


def _agreed(
    parser: argparse.ArgumentParser, chosen: argparse.Namespace
) -> tuple[dict[str, tuple[str, ...]], dict[str, Options]]:
    """The domains and their options, once it is known that they fit each other."""
    for given, option in ((chosen.domain, "--domain"), (chosen.options, "--options")):
        if twice := _repeated([name for name, _ in given]):
            parser.error(f"{option}: {twice} is given twice; give each domain once")
    questions, options = dict(chosen.domain), dict(chosen.options)
    if missing := [name for name in questions if name not in options]:
        parser.error(f"--options: domain {missing[0]} has none; {_OPTIONS_FORM}")
    if unknown := [name for name in options if name not in questions]:
        parser.error(f"--options: there is no domain {unknown[0]}; name it by --domain {unknown[0]}=…")
    asked = [question for columns in questions.values() for question in columns]
    if twice := _repeated(asked):
        parser.error(f"--domain: question {twice} is named twice; a question belongs to one domain")
    if taken := {chosen.group, chosen.rater} & set(asked):
        parser.error(
            f"--domain: column {taken.pop()} cannot be a question, for it names the group or the rater"
        )
    return questions, options


def _repeated(names: list[str]) -> str | None:
    return next((name for name, times in Counter(names).items() if times > 1), None)


def _domain(text: str) -> tuple[str, tuple[str, ...]]:
    name, _, listed = text.partition("=")
    questions = tuple(question.strip() for question in listed.split(","))
    if not name.strip() or not all(questions):
        raise argparse.ArgumentTypeError(f"{text!r} is no domain; {_DOMAIN_FORM}")
    return name.strip(), questions


def _options(text: str) -> tuple[str, Options]:
    name, _, span = text.partition("=")
    found = _RANGE.fullmatch(span.strip())
    if not name.strip() or found is None:
        raise argparse.ArgumentTypeError(f"{text!r} names no options; {_OPTIONS_FORM}")
    low, high = int(found[1]), int(found[2])
    if not 2 <= high - low + 1 <= MOST_OPTIONS:
        raise argparse.ArgumentTypeError(
            f"{text!r}: options go up, and there are 2 to {MOST_OPTIONS} of them"
        )
    return name.strip(), (low, high)
