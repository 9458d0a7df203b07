"""What can go wrong, and whose words say so: each message tells what, where and what to do."""


class GovScoreError(Exception):
    """Something the person at the other end can mend; its text is shown to them as it stands."""


class SettingsError(GovScoreError):
    """A setting is missing or wrong."""


class QuestionnaireError(GovScoreError):
    """A questionnaire's files do not hold together."""


class RegisterError(GovScoreError):
    """A file of schools, links, groups or census figures cannot be read at all."""


class ResponseError(GovScoreError):
    """An answer, or a list of respondents, cannot be taken."""


class LifecycleError(GovScoreError):
    """A round or an evaluation is not in the state this needs."""


class ScoringError(GovScoreError):
    """Responses and questionnaire do not fit each other."""


class BenchmarkError(GovScoreError):
    """A comparison was asked for that cannot be made."""


class NotFoundError(GovScoreError):
    """There is no such thing, or not for this reader."""


class NoReportError(NotFoundError):
    """A report is asked for that has not been made, or that its board has not sent."""


class AccessError(GovScoreError):
    """This reader may not see or do this."""


class MailError(GovScoreError):
    """A message could not be handed over."""
