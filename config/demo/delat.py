"""What leaves an akt of the town for a party: chosen, masked and for a time; or told aloud."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.dokument.underlag import secrets_in
from arenden.models import Journalanteckning
from config.demo import samtycken
from config.demo.stad import read
from samverkansteam.actions.delgivning import Sagt, release, release_aloud
from samverkansteam.delbart import Utvalt, compose, delbart_in
from samverkansteam.models import Delgivning, Lagrum, Part

if TYPE_CHECKING:
    from config.demo.gang import Gang
    from config.demo.rum import Rum

TEXT = read("samverkan.json")
LASES = timedelta(days=21)


def write_about_three_things(gang: Gang) -> Journalanteckning:
    """A note in paragraphs, one of which names somebody that nobody else needs to know of."""
    anteckning = write_anteckning(
        arende=gang.arende,
        slag="besok",
        nar=timezone.now() - timedelta(hours=1),
        narvarande=f"{gang.barn.fornamn}, {gang.handlaggare.namn}",
        text=_words(gang, "anteckning"),
        actor=gang.handlaggare,
    )
    return sign_anteckning(
        anteckning=anteckning, version=anteckning.version, actor=gang.handlaggare
    )


def leave_parts(rum: Rum, gang: Gang, mottagare: Part) -> None:
    """Two parts of the note in three, with a name masked, to be read for three weeks."""
    teamarende = rum.case(gang)
    noten = next(
        ett
        for ett in delbart_in(teamarende, gang.handlaggare)
        if len(ett.delar) > 2  # noqa: PLR2004
    )
    utvalt = [Utvalt(noten, [1, 2])]
    egen_text = "" if rum.typ.kraver_jurist else gang.ord.fyll(TEXT["hellre"])
    hemliga = secrets_in(gang.arende, [noten.rubrik, noten.text, egen_text])
    ord_ = [*(ett.text for ett in hemliga if ett.alltid), TEXT["tredje_person"]]
    release(
        **_on_ground(rum, gang, mottagare),
        innehall=compose(utvalt, egen_text, ord_),
        lases_till=timezone.localdate() + LASES,
        urval={
            "delar": [ett.as_json() for ett in utvalt],
            "maskat": ord_,
            "visat": [],
            "skal": "",
        },
    )


def say_on_the_phone(rum: Rum, gang: Gang, mottagare: Part) -> None:
    """A line about what a party was told, on the same law as a copy."""
    release_aloud(
        **_on_ground(rum, gang, mottagare),
        innehall=_words(gang, "muntligt"),
        sagt=Sagt(form=Delgivning.Form.SAMTAL, nar=timezone.now() - timedelta(minutes=20)),
    )


def _on_ground(rum: Rum, gang: Gang, mottagare: Part) -> dict[str, Any]:
    """Consent; in Trefas, where there is none, what may be told to prevent crime by the young."""
    kod = "P18" if rum.typ.kraver_jurist else "C"
    if kod == "C":
        samtycken.ask_again(gang, rum.team, mottagare)
    lagrum = Lagrum.objects.in_force(timezone.localdate()).get(kod=kod)
    return {
        "teamarende": rum.case(gang),
        "mottagare": mottagare,
        "lagrum": lagrum,
        "slag": ["plan"],
        "andamal": _words(gang, "andamal"),
        "svar": {villkor["kod"]: villkor["kraver"] for villkor in lagrum.villkor},
        "avvagning": TEXT["trefas"]["avvagning"] if lagrum.kraver_avvagning else "",
        "actor": gang.handlaggare,
    }


def _words(gang: Gang, nyckel: str) -> str:
    """As the law behind it asks for: where there is no consent, what prevents a crime."""
    eget = f"{nyckel}_{gang.ode.team}"
    return gang.ord.fyll(TEXT[eget if eget in TEXT else nyckel])
