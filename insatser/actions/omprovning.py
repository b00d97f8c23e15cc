"""What looking at a decision again does: the time, the new wording, the court, what follows."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.inflode import register_inflode
from arenden.actions.journal import put_anteckning
from arenden.models import Arende
from arenden.rules import frister
from arenden.rules.inflode import Inflode, parse_inflode
from audit import log
from audit.verb import Verb
from insatser import policy
from insatser.actions.byte import by_hand
from insatser.actions.insats import close_all
from insatser.models import Arbetsgang, Omprovning, Stegutfall
from insatser.models.valbart import chosen, latest, split_key

OVERKLAGANDE = "overklagande"
I_TID, FOR_SENT = "i_tid", "for_sent"
TILLBAKA, STAR_FAST = "tillbaka", "star_fast"
ANDRAS = ("till_fordel", "till_nackdel")
FAR_VARA_TILL_NACKDEL = ("fl37", "sol149")


def check_time(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """Three weeks from the day the person got the decision (FL 44 §); unknown is in time.

    Raises ValidationError with the last day where the answer is another than the days give. One
    that came late is tried all the same in the two cases of FL 45 §.
    """
    registrerat = latest(gang, "registrera")
    if registrerat is None:
        return
    sen, mening = _is_late(registrerat)
    if sen and utfall.svar["provas_anda"]:
        sen = False
    if sen is not (utfall.utfall == FOR_SENT):
        raise ValidationError({"utfall": mening})


def _is_late(registrerat: Stegutfall) -> tuple[bool, str]:
    fick = registrerat.svar.get("fick_beslutet")
    if not fick:
        return False, "Det går inte att visa när personen fick beslutet. Då kom det in i tid."
    kom_in = date.fromisoformat(registrerat.svar["kom_in"])
    ankare = timezone.make_aware(datetime.combine(date.fromisoformat(fick), time(12)))
    slag = frister.fristslag(OVERKLAGANDE, timezone.localdate(ankare))
    raknat = frister.deadline(slag, ankare)
    svar = "för sent" if kom_in > raknat.lagdag else "i tid"
    return kom_in > raknat.lagdag, (
        f"Personen fick beslutet {fick}. Sista dagen att överklaga var "
        f"{frister.in_swedish(raknat.lagdag)}. Det som kom in {kom_in} kom {svar}."
    )


def check_proposal(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """A change needs its wording and its ground, and to the person's detriment a narrow one."""
    if utfall.utfall not in ANDRAS:
        return
    fel = {}
    if not utfall.svar.get("lydelse"):
        fel["lydelse"] = "Skriv hur beslutet ska lyda."
    if not utfall.svar.get("grund"):
        fel["grund"] = "Ange vad ändringen vilar på."
    elif utfall.utfall == "till_nackdel" and utfall.svar["grund"] not in FAR_VARA_TILL_NACKDEL:
        fel["grund"] = (
            "Till nackdel ändras ett gynnande beslut bara i de fall som FL 37 § nämner, eller när "
            "förhållandena har ändrats väsentligt (SoL 14:9)."
        )
    if fel:
        raise ValidationError(fel)


def record_omprovning(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """Keep what was decided beside the first decision; nothing when it was handed back."""
    forslag, registrerat = latest(gang, "foresla"), latest(gang, "registrera")
    if utfall.utfall == TILLBAKA or forslag is None or registrerat is None:
        return
    _require_as_proposed(forslag, utfall)
    (kod,) = chosen(registrerat, "beslut")
    omprovning = Omprovning(
        akt_id=gang.akt_id,
        namnd_id=gang.namnd_id,
        arende=gang.arende,
        beslut_id=split_key(kod)[1],
        arbetsgang=gang,
        utfall=utfall.utfall,
        lydelse=forslag.svar.get("lydelse") or "",
        motivering=utfall.svar["motivering"],
        foreslagen_av=forslag.gjort_av,
        beslutad_av=by_hand(actor),
    )
    log.save(omprovning, actor=actor, verb=Verb.BESLUT_REVIEW)


def _require_as_proposed(forslag: Stegutfall, utfall: Stegutfall) -> None:
    if (forslag.utfall == STAR_FAST) is not (utfall.utfall == STAR_FAST):
        text = "Besluta enligt förslaget, eller lämna tillbaka det med vad som behöver ändras."
        raise ValidationError({"utfall": text})


def record_court(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """How the court ended it, on the newest review of the decision."""
    omprovning = Omprovning.objects.filter(arbetsgang=gang).last()
    if omprovning is not None:
        omprovning.domstol = utfall.utfall
        log.save(omprovning, actor=actor, verb=Verb.BESLUT_REVIEW)


def let_follow(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """What the new decision means in the case: insatser end, or an ärende opens on it.

    A note tells it in every case (SoL 14:3). Raises ValidationError where it cannot be.
    """
    arende, person = gang.arende, by_hand(actor)
    if utfall.utfall == "insats_avslutas":
        require(policy.may_work(person, arende))
        close_all(arende, timezone.localdate(), actor=person)
    if utfall.utfall == "nytt_arende":
        _open_anew(arende, gang.pk, person)
    put_anteckning(arende, text=utfall.svar["hur"], actor=person)


def _open_anew(arende: Arende, gang_id: UUID, actor: Anvandare) -> None:
    """The changed decision is carried out in an ärende of its own, begun as an application is."""
    if arende.avslutat is None:
        raise ValidationError({"utfall": "Ärendet är öppet. Det fortsätter här."})
    register_inflode(inflode=_inflode(arende, gang_id), actor=actor)


def _inflode(arende: Arende, gang_id: UUID) -> Inflode:
    person = arende.akt.person
    beteckning = arende.akt.identitetsbeteckning_set.order_by("-giltig_fran", "-id").first()
    berord = {
        "roll": "barn",
        "fornamn": person.fornamn,
        "efternamn": person.efternamn,
        "kannetecken": person.kannetecken,
    }
    if beteckning is not None:
        berord["personnummer"] = str(beteckning.nummer)
    return parse_inflode(
        {
            "slag": "ansokan",
            "inkom": timezone.localtime().isoformat(),
            "kanal": "ändrat beslut",
            "stadsdelsomrade": arende.namnd.stadsdelsomrade,
            "anmalare": {"kategori": "Socialtjänst"},
            "berorda": [berord],
            "text": f"Beslutet i {arende.arendenummer} har ändrats (arbetsgång {gang_id}).",
        },
        idag=timezone.localdate(),
    )
