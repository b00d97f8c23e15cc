"""The decision as a letter: what, why, who, and how to appeal (FL 31–33, 44)."""

from __future__ import annotations

from collections.abc import Iterator

from arenden.dokument.ram import day, innehall
from arenden.models import Beslut
from arenden.rules.beslut import VARD_LVU
from arenden.rules.innehall import Avsnitt, Innehall, Text, varden

OVERKLAGA = (
    "Du kan överklaga beslutet hos förvaltningsrätten. Skriv vilket beslut du överklagar och hur "
    "du vill att det ändras. Skicka överklagandet till nämnden, som måste ha fått det inom "
    "tre veckor från den dag då du fick del av beslutet."
)
OVERKLAGA_LVU = (
    "Beslutet att ansöka om vård prövas av förvaltningsrätten och överklagas inte för sig. Du får "
    "säga vad du tycker till rätten, och du har rätt till ett offentligt biträde."
)


def beslut_innehall(beslut: Beslut) -> Innehall:
    """A decision that is taken, with what has been corrected, remarked and changed since."""
    return innehall(
        beslut.arende,
        f"Beslut: {beslut.get_slag_display()}",
        beslut.beslutad or beslut.foreslagen,
        _sections(beslut),
    )


def _sections(beslut: Beslut) -> Iterator[Avsnitt]:
    utskott = f"{day(beslut.utskottsdag)}, {beslut.protokoll}" if beslut.protokoll else ""
    yield Avsnitt(
        "",
        (
            varden(
                [
                    ("Gäller", beslut.arende.akt.person.namn),
                    ("Lagrum", beslut.lagrum),
                    ("Beslutat", day(beslut.beslutad)),
                    ("Beslutsfattare", beslut.beslutad_av),
                    ("Föredragande", beslut.foreslagen_av),
                    ("Utskottets protokoll", utskott),
                ]
            ),
        ),
    )
    yield from decision_in_words(beslut)
    yield from changes_of(beslut)
    lvu = beslut.slag == VARD_LVU
    yield Avsnitt("Om du vill överklaga", (Text(OVERKLAGA_LVU if lvu else OVERKLAGA),))


def decision_in_words(beslut: Beslut, niva: int = 2) -> Iterator[Avsnitt]:
    yield Avsnitt("Beslutet", (Text(beslut.text),), niva)
    yield Avsnitt("Skälen för beslutet", (Text(beslut.motivering),), niva)
    yield Avsnitt("Så påverkas barnet", (Text(beslut.barnkonsekvens),), niva)


def changes_of(beslut: Beslut, niva: int = 2) -> Iterator[Avsnitt]:
    """What stands beside the decision: it is never changed itself (FL 36–39 §§, SoL 14:6)."""
    for rattelse in beslut.rattelser.all():
        efter = "Det ska stå" if rattelse.slag == rattelse.Slag.RATTELSE else "Den enskilde uppger"
        par = varden([("Det står", rattelse.star), (efter, rattelse.ska_sta)])
        yield Avsnitt(
            f"{rattelse.get_slag_display()} {day(rattelse.beslutad)}",
            (par, varden([("Beslutsfattare", rattelse.beslutad_av)])),
            niva,
        )
    for omprovning in beslut.omprovningar.all():
        par = varden(
            [
                ("Nu lyder beslutet", omprovning.lydelse),
                ("Skäl", omprovning.motivering),
                ("Beslutsfattare", omprovning.beslutad_av),
                ("Domstolens avgörande", omprovning.get_domstol_display()),
            ]
        )
        rubrik = f"Omprövat {day(omprovning.beslutad)}: {omprovning.get_utfall_display()}"
        yield Avsnitt(rubrik, (par,), niva)
