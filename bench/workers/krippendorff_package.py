"""Krippendorff's alpha of every board over 40 items, three levels, by the package krippendorff."""

import krippendorff
import numpy as np
from serve import Data, first, serve

data = Data()
people = data.people()
answers = np.where(data.codes[:people] > 0, data.codes[:people], np.nan)
sheets = np.split(answers, np.flatnonzero(np.diff(data.board[:people])) + 1)
LEVELS = ("nominal", "ordinal", "interval")


def work():
    """A call a board and level; the options are given, so that it need not look for them."""
    return {
        level: [
            krippendorff.alpha(sheet, level_of_measurement=level, value_domain=[1, 2, 3, 4, 5])
            for sheet in sheets
        ]
        for level in LEVELS
    }


serve(work, lambda found: {level: first(found[level]) for level in LEVELS})
