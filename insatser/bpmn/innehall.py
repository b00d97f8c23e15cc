"""What a BPMN file holds of a flow: its graph, and what is said beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from insatser.bpmn.modell import Modell, modell_of
from insatser.rules.graf import Graf


@dataclass(frozen=True)
class Klocka:
    """The clock of a step. `varaktighet`: ISO 8601, empty where each case has a day of its own.

    `is_fran_oppnat`: it is counted from when the step opens; else from `fran_vad`, in words.
    """

    slag: str
    namn: str
    varaktighet: str
    is_fran_oppnat: bool
    fran_vad: str
    lagrum: str
    regel: str

    @property
    def sista_dag(self) -> str:
        """The name that stands for the last instant, in a case of its own."""
        return f"sista_dag_{self.slag}"


@dataclass(frozen=True)
class Ram:
    """What a file says of a flow beside its graph.

    `definition`: its hash. `huvudman`: whose pool it is. `organisationer`: the names of those that
    are told or heard, by kind. `klockor`: by the name of the step.
    """

    definition: str
    program: str
    huvudman: str
    organisationer: Mapping[str, str]
    klockor: Mapping[str, Klocka]


@dataclass(frozen=True)
class Budskap:
    """A message between a step and an organisation; `is_fran`: it comes from the organisation."""

    steg: str
    organisation: str
    is_fran: bool

    @property
    def id(self) -> str:
        return f"budskap-{self.steg}-{'fran' if self.is_fran else 'till'}-{self.organisation}"


@dataclass(frozen=True)
class Innehall:
    """Everything that the picture of a file shows."""

    modell: Modell
    budskap: tuple[Budskap, ...]
    klockor: tuple[str, ...]
    organisationer: tuple[str, ...]


def innehall_of(graf: Graf, ram: Ram) -> Innehall:
    budskap = tuple(
        Budskap(nod.namn, org, is_fran)
        for nod in graf.steg()
        for is_fran, orgs in ((False, nod.till), (True, nod.fran))
        for org in orgs
    )
    return Innehall(
        modell_of(graf),
        budskap,
        tuple(ram.klockor),
        tuple(dict.fromkeys(ett.organisation for ett in budskap)),
    )
