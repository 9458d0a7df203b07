"""Questionnaires as folders: those of the tests, broken copies of the sound one, and what a test makes."""

import shutil
from pathlib import Path

import yaml

from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.model import AdviceFile, Questionnaire

TINY = Path(__file__).resolve().parent.parent / "questionnaires"
BROKEN = TINY / "broken"
SOUND = TINY / "sound" / "1.0"


def copy_sound(root: Path) -> Path:
    """Copy the sound questionnaire below a root, to be changed there."""
    return Path(shutil.copytree(SOUND, root / "sound" / "1.0"))


def copy_broken(name: str, root: Path) -> Path:
    """Copy the sound questionnaire below a root, and lay the broken files over it."""
    folder = copy_sound(root)
    shutil.copytree(BROKEN / name / "files", folder, dirs_exist_ok=True)
    return folder


def told(faults: tuple[object, ...], folder: Path) -> str:
    """The faults as they are told, with files named from the questionnaire's folder."""
    return "".join(f"{fault}\n".replace(f"{folder.as_posix()}/", "") for fault in faults)


def write_questionnaire(root: Path, questionnaire: Questionnaire) -> Path:
    """Write a questionnaire below a root, as its author would."""
    folder = root / questionnaire.code / questionnaire.version
    (folder / "domains").mkdir(parents=True)
    _write(folder / "questionnaire.yaml", questionnaire.manifest)
    _write(folder / "rubric.yaml", questionnaire.rubric)
    _write(folder / "recommendations.yaml", AdviceFile(recommendations=questionnaire.advice))
    for domain in questionnaire.domains:
        _write(folder / "domains" / f"{domain.id}.yaml", domain)
    return folder


def _write(path: Path, content: Frozen) -> None:
    tree = content.model_dump(mode="json", by_alias=True, exclude_unset=True)
    path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")
