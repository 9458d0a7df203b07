"""What a schema cannot say of a questionnaire: faults that stop it, cautions that do not."""
