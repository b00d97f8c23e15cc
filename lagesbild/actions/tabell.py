"""From an extract to the table that may be shown."""

from __future__ import annotations

from encryption.nyckeltjanst import derive
from lagesbild.models import Uttag
from lagesbild.rules.angrepp import PubliceringError, protected_table
from lagesbild.rules.avrundning import AvrundningError
from lagesbild.rules.plan import befolkning, omraden
from lagesbild.rules.solver import SolverError
from lagesbild.rules.tabell import RoundedTable, Table
from lagesbild.rules.underlag import table_by_omrade_and_kon


class TabellSkyddasInte(Exception):
    """The table must not be shown. `skal` says why, without naming a cell: only small ones fail."""

    def __init__(self, skal: list[str]) -> None:
        self.skal = skal
        super().__init__(" ".join(skal))


def tabell_for(uttag: Uttag) -> RoundedTable:
    """The protected table of an extract; the same extract always gives the same table.

    Raises TabellSkyddasInte.
    """
    table = table_by_omrade_and_kon(uttag.underlag(), omraden(), befolkning())
    key = derive(f"lagesbild/plan/{uttag.plan_version}")
    return protect(table, key=key, plan_version=uttag.plan_version)


def protect(table: Table, *, key: bytes, plan_version: int) -> RoundedTable:
    """A true table as it may be shown. Raises TabellSkyddasInte."""
    try:
        return protected_table(table, key=key, plan_version=plan_version)
    except PubliceringError as error:
        kinds = sorted({hinder.reason for hinder in error.hinder})
        raise TabellSkyddasInte([str(error), *kinds]) from error
    except AvrundningError as error:
        raise TabellSkyddasInte([str(error)]) from error
    except SolverError as error:
        raise TabellSkyddasInte(["Beräkningen blev inte klar. Försök igen senare."]) from error
