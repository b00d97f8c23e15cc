"""Age, and the birthdays that change what is lawful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

GATES: dict[int, str] = {
    12: "Barnet kan själv samtycka till öppna insatser, om det är lämpligt (SoL 21:1).",
    15: "Den unge har egen talan och eget samtycke (SoL 3:4).",
    18: "Vårdnaden upphör. Vårdnadshavares samtycken gäller inte längre (OSL 12:3).",
    20: "Förebyggande insatser utan samtycke upphör (LVU 22).",
    21: "Uppgifter får inte längre lämnas till Polisen enligt OSL 10:18a.",
}
"""Ages at which rights change, with what changes. State of the law: SoL as of SFS 2025:1501."""


@dataclass(frozen=True)
class Aldersgrans:
    alder: int
    dag: date
    betydelse: str


def age_on(fodd: date, dag: date) -> int:
    """Whole years; an age is reached on the birthday, 29 February on 1 March in common years."""
    return dag.year - fodd.year - ((dag.month, dag.day) < (fodd.month, fodd.day))


def birthday(fodd: date, alder: int) -> date:
    """The first day on which the person is `alder` years old."""
    try:
        return fodd.replace(year=fodd.year + alder)
    except ValueError:
        return date(fodd.year + alder, 3, 1)


def next_gate(fodd: date, dag: date) -> Aldersgrans | None:
    """The next birthday after `dag` that changes what is lawful; None from 21."""
    for alder, betydelse in GATES.items():
        if (kommer := birthday(fodd, alder)) > dag:
            return Aldersgrans(alder, kommer, betydelse)
    return None
