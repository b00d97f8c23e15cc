"""The consent as a paper: the form to sign, and what was said when it was given.

Short sentences, and the givers' own words. It goes to the family, so it names what the city's team
is called and who gets to know what, and nothing of why.
"""

from __future__ import annotations

from django.utils import timezone

from arenden.dokument.ram import day, innehall
from arenden.models import Arende
from arenden.rules.alder import age_on
from arenden.rules.innehall import Avsnitt, Innehall, Lista, Text, tabell, varden
from samverkansteam.models import Part, Samtycke, Teamarende, Uppgiftsslag
from samverkansteam.models.samtycke import with_custody
from samverkansteam.rules.samtycke import Andamal, Roll, samtycke_for

VAD = (
    "Socialtjänsten får inte berätta om dig för andra utan att du säger ja. Ibland finns en lag som"
    " säger något annat. Då berättar vi det för dig, om vi får.\n\n"
    "På det här papperet står vem som får veta, vad de får veta och hur länge."
)
RATT = (
    "Du bestämmer själv. Du kan säga ja till en del och nej till en annan.",
    "Du får stöd även om du säger nej.",
    "Du kan ta tillbaka ditt ja när du vill. Du behöver inte säga varför.",
    "När du tar tillbaka ditt ja slutar vi dela samma dag.",
    "Det som vi redan har lämnat kan vi inte ta tillbaka. Mottagaren har det kvar.",
    "När du fyller 12, 15 och 18 år frågar vi igen.",
    "Du får veta vad vi har lämnat, och till vem, om du frågar.",
)
RUTA = "[\xa0\xa0\xa0]"
RAD = "_" * 24
"""Room to write in."""


def blankett_innehall(teamarende: Teamarende) -> Innehall:
    """To read through together and sign: nothing is chosen beforehand."""
    parter = Part.objects.filter(team=teamarende.team_id).external().select_related("organisation")
    namnrad = [(RUTA, part) for part in parter]
    slag = [(RUTA, slag.label) for slag in Uppgiftsslag]
    return innehall(
        teamarende.arende,
        "Samtycke till att dela uppgifter",
        timezone.localdate(),
        [
            Avsnitt("", (varden([("Team", teamarende.team.namn)]),)),
            Avsnitt("Vad är det här?", (Text(VAD),)),
            Avsnitt("Vem får veta?", (tabell(("Ja", "Vem"), namnrad),)),
            Avsnitt("Vad får de veta?", (tabell(("Ja", "Vad"), slag),)),
            Avsnitt("Hur länge?", (varden([("Från och med", RAD), ("Till och med", RAD)]),)),
            Avsnitt("Det här är bra att veta", (Lista(RATT),)),
            Avsnitt("Med egna ord", (Text(f"{RAD}\n\n{RAD}"),)),
            Avsnitt(
                "Underskrift",
                (tabell(("Namn", "Datum", "Underskrift"), _signatures(teamarende)),),
            ),
            Avsnitt(
                "Fylls i av socialtjänsten",
                (varden([("Förklarat på språket", RAD), ("Tolk", RAD)]),),
            ),
        ],
        lattlast=True,
    )


def samtycke_innehall(samtycke: Samtycke, arende: Arende) -> Innehall:
    """What was agreed and said, and whether it still carries something."""
    svar = [
        (
            rad.namn,
            rad.get_vem_display(),
            rad.get_svar_display(),
            rad.sade,
            day(rad.nar),
        )
        for rad in samtycke.svar.all()
    ]
    huvud = varden(
        [
            ("Vem får veta", samtycke.mottagare),
            ("Gäller", f"{day(samtycke.fran)} till och med {day(samtycke.till)}"),
            ("Hur det gavs", samtycke.get_form_display()),
            ("Språk", samtycke.sprak),
            ("Tolk", samtycke.tolk),
            ("Registrerat", f"{day(samtycke.registrerat)}, {samtycke.registrerat_av}"),
            ("Återkallat", samtycke.aterkallat and day(samtycke.aterkallat)),
            ("Upphört", samtycke.upphort and day(samtycke.upphort)),
            ("Den som gav det, som det skrevs förut", samtycke.givare),
        ]
    )
    lage = [] if samtycke.is_ended else samtycke.hinder()
    return innehall(
        arende,
        "Samtycke",
        samtycke.registrerat,
        [
            Avsnitt("", (huvud,)),
            *([Avsnitt("Just nu delas inget", (Lista(tuple(lage)),))] if lage else []),
            Avsnitt("Vad de får veta", (Lista(tuple(samtycke.slag_i_klartext())),)),
            Avsnitt(
                "Vad var och en har sagt",
                (tabell(("Namn", "Vem", "Svar", "Med egna ord", "Dag"), svar),),
            ),
            Avsnitt("Så här förklarades det", (Text(samtycke.forklarat),)),
            Avsnitt("Det här är bra att veta", (Lista(RATT),)),
        ],
    )


def _signatures(teamarende: Teamarende) -> list[tuple[str, str, str]]:
    """A line for each who gives it or is heard at this age; the guardians as they are known."""
    akt, idag = teamarende.akt, timezone.localdate()
    fodd = akt.person.fodelsedatum
    regel = samtycke_for(Andamal.SEKRETESS, age_on(fodd, idag)) if fodd else None
    vuxna = [rad.namn for rad in with_custody(akt, idag)] or ["Vårdnadshavare", "Vårdnadshavare"]
    with_guardians = regel is None or Roll.VARDNADSHAVARE in regel.maste | regel.hors
    namn = [akt.person.namn, *(vuxna if with_guardians else [])]
    return [(ett, "_" * 10, RAD) for ett in namn]
