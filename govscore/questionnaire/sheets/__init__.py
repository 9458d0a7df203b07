"""A questionnaire as tables, in an Excel workbook or CSV, and back without loss."""
