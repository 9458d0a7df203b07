"""What respondents are asked."""

import pytest

from govscore.questionnaire.loader import Library
from tests.services.world import Shelf


@pytest.fixture
def library() -> Library:
    """Three small questionnaires in place of the real ones."""
    return Shelf()
