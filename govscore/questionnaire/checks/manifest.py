"""What the manifest's keys cannot say: its place among the folders, its roles, scales that can be scored."""

from collections.abc import Iterator
from pathlib import PurePath

from govscore.questionnaire.faults import Fault, Place, quoted
from govscore.questionnaire.model import Answering, Manifest, Purpose, Role
from govscore.questionnaire.parts import Part
from govscore.questionnaire.scale_checks import scale_complaints

ONE_PERSON_ROLES = frozenset({Role.CHAIR, Role.HEAD, Role.CLERK})
OF_A_GROUP = frozenset({Purpose.SKILLS, Purpose.INDUCTION, Purpose.CHAIR})


def check_manifest(folder: PurePath, manifest: Part[Manifest]) -> Iterator[Fault]:
    """Find what is wrong in `questionnaire.yaml` alone."""
    yield from _folder_names(folder, manifest)
    yield from _repeated(manifest, ("audience",), tuple(manifest.content.audience))
    yield from _repeated(manifest, ("domains",), manifest.content.domains)
    yield from _roles_that_reveal(manifest)
    yield from _promise_not_kept(manifest)
    yield from _officer_among_boards(manifest)
    for name, scale in manifest.content.scales.items():
        for place, message in scale_complaints(scale):
            yield manifest.fault(("scales", name, *place), message)


def _folder_names(folder: PurePath, manifest: Part[Manifest]) -> Iterator[Fault]:
    content = manifest.content
    for key, written, name in (
        ("version", content.version, folder.name),
        ("code", content.code, folder.parent.name),
    ):
        if written != name:
            message = f"{quoted(written)} lies in the folder {quoted(name)}: make the two the same"
            yield manifest.fault((key,), message)


def _repeated(manifest: Part[Manifest], place: Place, names: tuple[str, ...]) -> Iterator[Fault]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield manifest.fault((*place, index), f"{quoted(name)} is given twice: keep one of them")


def _roles_that_reveal(manifest: Part[Manifest]) -> Iterator[Fault]:
    content = manifest.content
    if not (content.confidential and content.answering is Answering.EACH):
        return
    if ONE_PERSON_ROLES.issuperset(content.audience):
        message = (
            "one person holds each of these roles, so their answers cannot be confidential: "
            "add governor or trustee, or set confidential to false"
        )
        yield manifest.fault(("audience",), message)


def _promise_not_kept(manifest: Part[Manifest]) -> Iterator[Fault]:
    """What people say about their chair, their skills or their first year is shown of five or more at once."""
    content = manifest.content
    if content.purpose not in OF_A_GROUP:
        return
    if not content.confidential:
        message = f"people are promised that answers of the purpose {content.purpose} are: set it to true"
        yield manifest.fault(("confidential",), message)
    if content.answering is not Answering.EACH:
        message = f"what the purpose {content.purpose} asks, each answers for themselves: set it to each"
        yield manifest.fault(("answering",), message)


def _officer_among_boards(manifest: Part[Manifest]) -> Iterator[Fault]:
    content = manifest.content
    is_moderation = content.purpose is Purpose.MODERATION
    for index, role in enumerate(content.audience):
        if is_moderation is not (role is Role.OFFICER):
            message = (
                f"the authority’s own view is its officer’s, not the {role}’s: name the officer alone"
                if is_moderation
                else "the officer is not of the board: take it out, or set the purpose to moderation"
            )
            yield manifest.fault(("audience", index), message)
