"""Questionnaires carried over from LimeSurvey and XLSForm, and out to XLSForm and SurveyJS; what is lost is told."""
