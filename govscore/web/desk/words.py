"""What the desk calls purposes, roles and kinds of file."""

from govscore.questionnaire.exporting import FileForm
from govscore.questionnaire.model import Purpose, Role

PURPOSES = (
    (Purpose.QUALITY.value, "How well boards work"),
    (Purpose.COMPLIANCE.value, "Whether boards do what they must"),
    (Purpose.SKILLS.value, "What each person knows and would like to do"),
    (Purpose.INDUCTION.value, "How newcomers fare"),
    (Purpose.CHAIR.value, "The board on its chair"),
    (Purpose.MODERATION.value, "The authority’s own view of a board"),
)
PURPOSE_WORDS = dict(PURPOSES)
AUDIENCE = tuple((role.value, role.value.capitalize()) for role in Role)
FILE_FORMS = (
    (FileForm.YAML, "YAML", "Comes back here exactly as it was."),
    (FileForm.XLSX, "Excel workbook", "One row a question. Comes back here without loss."),
    (FileForm.CSV, "CSV", "The same in one table. Comes back here without loss."),
    (FileForm.XLSFORM, "XLSForm", "For ODK, KoboToolbox and others. Some things cannot be said in it."),
    (FileForm.SURVEYJS, "SurveyJS", "For websites that use SurveyJS. Some things cannot be said in it."),
)
