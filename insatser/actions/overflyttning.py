"""Ask another nämnd or kommun to take over an ärende; answer such a question; hand it over.

Nothing crosses but what was chosen and tried: it is frozen in the question, and what the receiving
nämnd gets is a report of its own, with an akt of its own (OSL 8:1, SFS 2001:637 11 §).
"""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare, Namnd
from access.policy import require
from arenden import fard, policy
from arenden.actions.avslut import end_handlaggning
from arenden.actions.inflode import register_inflode
from arenden.actions.las import lock
from arenden.models import Arende, Beslut, Handling, Journalanteckning
from arenden.rules.inflode import Inflode, OgiltigtInflode, parse_inflode
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser.actions.byte import by_hand
from insatser.actions.insats import close_all
from insatser.krav.overflyttning import fraga_of
from insatser.models import Arbetsgang, Avslut, Overflyttning, Stegutfall
from insatser.models.valbart import chosen, latest, split_key
from insatser.policy import may_answer_overflyttning

SKYDDAD = "Personen har skyddade uppgifter. Tala med den andra nämndens enhetschef i stället."
STAD, ANNAN_KOMMUN = "stad", "annan_kommun"
GRUNDER = {STAD: {"C", "V", "N"}, ANNAN_KOMMUN: {"C", "V", "M"}}
"""The keys that open secrecy on each way out of a stadsdelsnämnd (OSL 8:1, SoL 29:12)."""
SLAG = {
    Arende.Slag.OROSANMALAN: "orosanmalan",
    Arende.Slag.UNDERRATTELSE_LUL: "orosanmalan",
    Arende.Slag.TREFAS: "orosanmalan",
    Arende.Slag.ANSOKAN: "ansokan",
    Arende.Slag.SKOLSOCIALT_TEAM: "ansokan",
}
"""How the receiver takes it in: a worry is assessed anew, an application is."""


def check_receiver(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """A nämnd of the city is chosen, another kommun is named; never about somebody protected."""
    if gang.arende.akt.is_skyddad:
        raise ValidationError(SKYDDAD)
    if utfall.utfall == STAD and not chosen(utfall, "namnd"):
        raise ValidationError({"namnd": "Välj den nämnd som får frågan."})
    if utfall.utfall == ANNAN_KOMMUN and not utfall.svar.get("kommun"):
        raise ValidationError({"kommun": "Skriv vilken kommun som får frågan."})


def check_ground(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """Each way out has its own grounds; the general clause is never one of them."""
    start = latest(gang, "foresla")
    if start is not None and utfall.svar["grund"] not in GRUNDER[start.utfall]:
        raise ValidationError({"grund": "Den grunden gäller inte till den mottagaren."})


def ask(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """Put the question with exactly what was tried and found to go along, when it was agreed."""
    start, grund, urval = (latest(gang, steg) for steg in ("foresla", "grund", "menprova"))
    if utfall.utfall != "skickas" or start is None or grund is None or urval is None:
        return
    namnder = chosen(start, "namnd") if start.utfall == STAD else []
    fraga = Overflyttning(
        akt_id=gang.akt_id,
        namnd_id=gang.namnd_id,
        arende=gang.arende,
        arbetsgang=gang,
        tillfragad_id=UUID(namnder[0]) if namnder else None,
        kommun="" if namnder else start.svar["kommun"],
        grund=grund.svar["grund"],
        skal=start.svar["skal"],
        person=_person_of(gang.arende),
        innehall=_content_of(gang.arende, urval),
        begard_av=by_hand(actor),
    )
    log.save(fraga, actor=actor, verb=Verb.OVERFLYTTNING_ASK, andamal=fraga.grund)


def _person_of(arende: Arende) -> dict[str, str]:
    if arende.akt.is_skyddad:
        raise ValidationError(SKYDDAD)
    person = arende.akt.person
    beteckning = arende.akt.identitetsbeteckning_set.order_by("-giltig_fran", "-id").first()
    return {
        "slag": SLAG[Arende.Slag(arende.slag)],
        "roll": "barn",
        "fornamn": person.fornamn,
        "efternamn": person.efternamn,
        "kannetecken": person.kannetecken,
        **({"personnummer": str(beteckning.nummer)} if beteckning else {}),
    }


def _content_of(arende: Arende, urval: Stegutfall) -> str:
    """What goes along, in words: the chosen notes and decisions whole, handlingar by name."""
    delar = [urval.svar["sammanfattning"]]
    for kod in chosen(urval, "uppgifter"):
        slag, pk = split_key(kod)
        delar.append(_IN_WORDS[slag](arende, pk))
    return "\n\n".join(delar)


def _anteckning(arende: Arende, pk: UUID) -> str:
    rad = Journalanteckning.objects.get(arende=arende, pk=pk)
    return f"Journal {timezone.localdate(rad.nar)}: {rad.i_sin_helhet}"


def _beslut(arende: Arende, pk: UUID) -> str:
    rad = Beslut.objects.get(arende=arende, pk=pk)
    return f"Beslut {timezone.localdate(rad.beslutad)} ({rad.lagrum}): {rad.text}"


def _handling(arende: Arende, pk: UUID) -> str:
    rad = Handling.objects.get(arende=arende, pk=pk)
    return f"Handling {rad.inkom}: {rad.titel}. Lämnas för sig."


_IN_WORDS = {"anteckning": _anteckning, "beslut": _beslut, "handling": _handling}


@action
def answer_overflyttning(
    *, fraga: Overflyttning, svar: str, skal: str, actor: Anvandare
) -> Arende | None:
    """Answer for the nämnd that was asked. A yes receives the case here, with what was chosen.

    Gives the ärende that it became. Raises ValidationError for a no without its reason.
    """
    fraga = lock(Overflyttning, fraga.pk)
    require(may_answer_overflyttning(actor, fraga))
    if svar == Overflyttning.Svar.NEJ and not skal.strip():
        raise ValidationError({"skal": "Skriv varför ni inte tar emot ärendet."})
    arende = _receive(fraga, actor) if svar == Overflyttning.Svar.JA else None
    fraga.svar, fraga.svarsskal = svar, skal
    fraga.besvarad, fraga.besvarad_av = timezone.now(), actor
    fraga.mottaget = arende.arendenummer if arende else ""
    log.save(fraga, actor=actor, verb=Verb.OVERFLYTTNING_ANSWER)
    return arende


def _receive(fraga: Overflyttning, actor: Anvandare) -> Arende:
    """Take it in as every report is: an akt, an ärende and clocks of the receiving nämnd's own."""
    if fraga.tillfragad is None:
        raise ValidationError("Frågan är ställd till en annan kommun.")
    try:
        mottaget = register_inflode(inflode=_inflode(fraga, fraga.tillfragad), actor=actor)
    except OgiltigtInflode as fel:
        raise ValidationError([str(ett) for ett in fel.fel]) from fel
    return mottaget.arenden[0]


def _inflode(fraga: Overflyttning, till: Namnd) -> Inflode:
    return parse_inflode(
        {
            "slag": fraga.person["slag"],
            "inkom": timezone.localtime().isoformat(),
            "kanal": "överflyttning mellan nämnder",
            "stadsdelsomrade": till.stadsdelsomrade,
            "anmalare": {"kategori": "Socialtjänst", "myndighet": str(fraga.namnd)},
            "berorda": [{namn: text for namn, text in fraga.person.items() if namn != "slag"}],
            "text": f"{fraga.skal}\n\n{fraga.innehall}",
        },
        idag=timezone.localdate(),
    )


def take_answer(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """The answer as the case goes on by it: a nämnd's own, or what another kommun wrote back.

    A question that nobody has answered may be taken back. Raises ValidationError where the answer
    is said to be another than the nämnd gave.
    """
    if (fraga := fraga_of(gang)) is None:
        return
    fraga = lock(Overflyttning, fraga.pk)
    if fraga.besvarad is not None:
        if fraga.svar != utfall.utfall:
            raise ValidationError({"utfall": f"Svaret var: {fraga.get_svar_display()}."})
        return
    if utfall.utfall == "tas_tillbaka":
        fraga.aterkallad = timezone.now()
        log.save(fraga, actor=actor, verb=Verb.OVERFLYTTNING_RECALL)
        return
    fraga.svar, fraga.svarsskal = utfall.utfall, utfall.svar["svar"]
    fraga.besvarad, fraga.besvarad_av = timezone.now(), by_hand(actor)
    log.save(fraga, actor=actor, verb=Verb.OVERFLYTTNING_ANSWER)


def hand_over(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """The receiver has it: insatser end here, and the ärende closes as moved."""
    fraga, person, arende = fraga_of(gang), by_hand(actor), gang.arende
    if fraga is None:
        return
    fraga = lock(Overflyttning, fraga.pk)
    fraga.overlamnad = timezone.now()
    log.save(fraga, actor=person, verb=Verb.OVERFLYTTNING_COMPLETE)
    avslut = Avslut(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        orsak=Avslut.Orsak.FLYTT,
        resultat=utfall.svar["resultat"],
        sammanfattning=utfall.svar["kvittens"],
        barnets_rost=utfall.svar["barnets_ord"],
        avslutat_av=person,
    )
    log.save(avslut, actor=person, verb=Verb.AVSLUT_DECIDE)
    close_all(arende, timezone.localdate(), actor=person)
    fard.fardvag().restore(arende, actor=person)
    end_handlaggning(arende, actor=person)


def questions_to(user: Anvandare) -> list[Overflyttning]:
    """What waits for an answer from this user's nämnder, the oldest first."""
    namnder = user.namnder(policy.SVARANDE)
    fragor = Overflyttning.objects.visible_to(user).waiting().filter(tillfragad_id__in=namnder)
    return list(fragor.select_related("namnd", "tillfragad", "begard_av").order_by("begard"))
