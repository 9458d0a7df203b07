"""Taking a version away as a file: ours, which come back without loss, and those of other tools."""

from enum import StrEnum

from govscore.questionnaire.bundle import to_bundle
from govscore.questionnaire.files import Contents
from govscore.questionnaire.foreign.losses import Exported
from govscore.questionnaire.foreign.surveyjs_out import to_surveyjs
from govscore.questionnaire.foreign.xlsform_out import to_xlsform
from govscore.questionnaire.model import Questionnaire
from govscore.questionnaire.sheets.table_csv import to_csv
from govscore.questionnaire.sheets.tables import Tables, to_tables
from govscore.questionnaire.sheets.workbook import to_workbook


class FileForm(StrEnum):
    """The kinds of file in which a version can be taken away."""

    YAML = "yaml"
    XLSX = "xlsx"
    CSV = "csv"
    XLSFORM = "xlsform"
    SURVEYJS = "surveyjs"


SUFFIXES = {
    FileForm.YAML: ".yaml",
    FileForm.XLSX: ".xlsx",
    FileForm.CSV: ".csv",
    FileForm.XLSFORM: ".xlsform.xlsx",
    FileForm.SURVEYJS: ".json",
}


def write_questionnaire(questionnaire: Questionnaire, contents: Contents, form: FileForm) -> Exported:
    """Write a version as a file, with what the file cannot say."""
    match form:
        case FileForm.YAML:
            return Exported(raw=to_bundle(contents), losses=())
        case FileForm.XLSX:
            return Exported(raw=to_workbook(_tables(questionnaire)), losses=())
        case FileForm.CSV:
            return Exported(raw=to_csv(_tables(questionnaire)), losses=())
        case FileForm.XLSFORM:
            return to_xlsform(questionnaire)
        case FileForm.SURVEYJS:
            return to_surveyjs(questionnaire)


def _tables(questionnaire: Questionnaire) -> Tables:
    return to_tables(
        questionnaire.manifest, questionnaire.domains, questionnaire.rubric, questionnaire.advice
    )
