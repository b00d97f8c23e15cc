"""The yttrande to the prosecutor: what LUL 11 asks for and no more."""

from __future__ import annotations

from arenden.dokument.ram import innehall
from arenden.rules.innehall import Avsnitt, Innehall, Text, texter, varden
from insatser.models import Arbetsgang

YTTRANDE = {
    "tidigare": "Tidigare åtgärder",
    "behov": "Behov av åtgärder som motverkar risken att utvecklas ogynnsamt",
    "fullgjort": "Så har tidigare ungdomsvård eller ungdomstjänst fullgjorts",
    "planerat": "Planerade åtgärder",
    "utveckling": "Personlig utveckling och levnadsförhållanden",
    "ungdomstjanst": "Om ungdomstjänst är lämpligt",
    "egna_ord": "Den unges egna ord",
}
FOLJER_MED = {
    "ungdomskontrakt": "Åtgärderna står i ett ungdomskontrakt, som följer med.",
    "vardplan": "Åtgärderna står i en vårdplan enligt LVU, som följer med.",
    "inga": "Inga åtgärder planeras.",
}


def yttrande_innehall(gang: Arbetsgang) -> Innehall | None:
    """None until it is approved."""
    steg = {rad.steg: rad for rad in gang.utfall.in_force().select_related("gjort_av")}
    godkant = steg.get("godkann")
    if godkant is None or godkant.utfall != "godkant":
        return None
    svar = steg["utkast"].svar
    huvud = varden(
        [
            ("Till", steg["begart"].svar["fran_vem"]),
            ("Gäller", gang.arende.akt.person.namn),
            ("Begärt till", gang.dag or "Ingen bestämd dag"),
            ("Godkänt av", godkant.gjort_av),
        ]
    )
    avsnitt = [
        Avsnitt("", (huvud,)),
        *texter((rubrik, svar.get(namn) or "") for namn, rubrik in YTTRANDE.items()),
        Avsnitt("Ungdomskontrakt eller vårdplan", (Text(FOLJER_MED[svar["dokument"]]),)),
    ]
    titel = "Yttrande enligt 11 § lagen om unga lagöverträdare"
    return innehall(gang.arende, titel, godkant.gjort, avsnitt)
