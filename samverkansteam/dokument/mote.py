"""The call to a meeting, and its minutes: the layer that all share, and one's own beside it.

They bear neither name nor ärendenummer of any child; a team calls them «Person 1».
"""

from __future__ import annotations

from collections.abc import Iterator

from access.models import Anvandare
from arenden.dokument.ram import day, minute
from arenden.rules.innehall import Avsnitt, Innehall, Lista, Text, tabell, varden
from samverkansteam.models import Atagande, Deltagare, Mote, Narvaro

SEKRETESS = "Sekretess enligt 26 kap. 1 § OSL. Delas bara mellan teamets parter."
FORHINDER = (
    "Säg till teamets samordnare om du inte kan komma. Skriv inga namn eller uppgifter om barn i "
    "svaret."
)


def kallelse_innehall(mote: Mote) -> Innehall:
    kallade = Deltagare.objects.in_force().filter(team=mote.team_id)
    namn = [str(rad) for rad in kallade.select_related("anvandare", "part__organisation")]
    huvud = varden(
        [
            ("Team", mote.team.teamtyp),
            ("När", minute(mote.planerat)),
            ("Var", mote.plats),
        ]
    )
    return _of(
        mote,
        "Kallelse till möte",
        [
            Avsnitt("", (huvud,)),
            Avsnitt("Kallade", (Lista(tuple(namn)),)),
            Avsnitt("Dagordning", (Text(mote.dagordning),)),
            Avsnitt("Om du inte kan komma", (Text(FORHINDER),)),
        ],
    )


def protokoll_innehall(mote: Mote) -> Innehall | None:
    """The layer that all parties share. None until the meeting is documented."""
    return _of(mote, "Protokoll", list(_shared(mote))) if mote.is_genomfort else None


def eget_protokoll_innehall(mote: Mote, user: Anvandare) -> Innehall | None:
    """The shared layer, and the åtaganden that this person may see: another party's are not."""
    if not mote.is_genomfort:
        return None
    rader = [
        (rad.ansvarig, rad.vad, rad.senast, day(rad.klart) or "Inte än")
        for rad in Atagande.objects.visible_to(user)
        .filter(mote=mote)
        .select_related("ansvarig__anvandare", "ansvarig__part__organisation")
    ]
    block = tabell(("Vem", "Vad", "Senast", "Klart"), rader) if rader else Text("Inga.")
    avsnitt = [*_shared(mote), Avsnitt("Åtaganden", (block,))]
    return _of(mote, "Protokoll med åtaganden", avsnitt)


def _shared(mote: Mote) -> Iterator[Avsnitt]:
    huvud = varden(
        [
            ("Team", mote.team.teamtyp),
            ("När", minute(mote.planerat)),
            ("Var", mote.plats),
            ("Dokumenterat av", mote.dokumenterat_av),
            ("Låst", mote.genomfort and minute(mote.genomfort)),
        ]
    )
    yield Avsnitt("", (huvud,))
    narvaro = Narvaro.objects.filter(mote=mote).select_related(
        "deltagare__anvandare", "deltagare__part__organisation"
    )
    rader = tuple(f"{rad.deltagare}: {str(rad).lower()}" for rad in narvaro)
    yield Avsnitt("Närvaro", (Lista(rader),))
    yield Avsnitt("Dagordning", (Text(mote.dagordning),))
    yield Avsnitt("Gemensamma anteckningar", (Text(mote.protokoll),))


def _of(mote: Mote, titel: str, avsnitt: list[Avsnitt]) -> Innehall:
    return Innehall(
        titel=titel,
        arendenummer="",
        namnd=str(mote.team.namnd),
        nar=day(mote.planerat),
        avsnitt=tuple(avsnitt),
        sekretess=SEKRETESS,
    )
