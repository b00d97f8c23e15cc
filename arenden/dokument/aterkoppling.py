"""The letter to the reporter: one of three facts, without a word of who the child is."""

from __future__ import annotations

from arenden.dokument.ram import day
from arenden.models import Aterkoppling
from arenden.rules.innehall import Avsnitt, Innehall, Text, varden

UPPGIFT = {
    Aterkoppling.Uppgift.INLEDD: "Vi har inlett en utredning.",
    Aterkoppling.Uppgift.INTE_INLEDD: "Vi inleder inte någon utredning.",
    Aterkoppling.Uppgift.PAGAR: "En utredning pågår redan.",
}
"""The three facts that a reporter may have, and nothing else (SoL 19:6)."""
INGET_MER = (
    "Det är den uppgift som lagen låter oss lämna (19 kap. 6 § socialtjänstlagen). Vi kan "
    "därför inte svara på frågor om barnet eller familjen. Tack för att ni hörde av er. Hör "
    "av er igen om ni blir oroliga."
)


def aterkoppling_innehall(aterkoppling: Aterkoppling) -> Innehall | None:
    """None where the nämnd has found it unsuitable to tell even that."""
    if aterkoppling.uppgift not in UPPGIFT:
        return None
    anmalan = aterkoppling.anmalan
    till = anmalan.anmalare_namn or anmalan.anmalare_myndighet or "Anmälaren"
    brev = Avsnitt(
        "",
        (
            varden([("Till", till), ("Anmälan kom in", day(anmalan.inkom))]),
            Text(UPPGIFT[Aterkoppling.Uppgift(aterkoppling.uppgift)]),
            Text(INGET_MER),
        ),
    )
    return Innehall(
        titel="Återkoppling på er anmälan",
        arendenummer=anmalan.arende.arendenummer,
        namnd=str(anmalan.arende.namnd),
        nar=day(aterkoppling.lamnad),
        avsnitt=(brev,),
        sekretess="Sekretess enligt 40 kap. 7 g § offentlighets- och sekretesslagen",
    )
