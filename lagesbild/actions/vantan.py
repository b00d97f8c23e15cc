"""From the weekly extract to the table that may be shown."""

from __future__ import annotations

from arenden.models import Steg
from encryption.nyckeltjanst import derive
from lagesbild.actions.tabell import protect
from lagesbild.models import Steguttag
from lagesbild.rules.tabell import RoundedTable
from lagesbild.rules.vantan import table_by_steg_and_vantan

VERSION = 1
"""Of the rule for what is counted and in which classes; another version draws other directions."""
STEG = tuple(steg.label for steg in Steg if steg != Steg.AVSLUTAT)


def vantan_of(uttag: Steguttag) -> RoundedTable:
    """The protected table of an extract; the same extract always gives the same table.

    Raises TabellSkyddasInte.
    """
    table = table_by_steg_and_vantan(uttag.underlag(), STEG)
    return protect(table, key=derive(f"lagesbild/vantan/{VERSION}"), plan_version=VERSION)
