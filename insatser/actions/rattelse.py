"""What a correction does: it is put beside what was written, and never in its place."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError

from access.models import Anvandare
from arenden.actions.journal import put_anteckning, put_tillagg
from arenden.actions.person import put_person
from arenden.models import Beslut, Journalanteckning
from audit import log
from audit.verb import Verb
from insatser.actions.byte import by_hand
from insatser.models import Arbetsgang, Beslutsrattelse, Stegutfall
from insatser.models.valbart import PERSON, chosen, latest, split_key

SKRIVFEL, UPPGIFT, UPPFATTNING = "skrivfel", "personuppgift", "uppfattning"
RATTAS, NOTERAS = "rattas", "noteras"
PERSONUPPGIFTER = (
    ("fornamn", "Förnamn"),
    ("efternamn", "Efternamn"),
    ("adress", "Adress"),
    ("telefon", "Telefon"),
    ("skola", "Skola"),
)


def check_request(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """Whether what is asked for can be: FL 36 § is about decisions, and a fact has a name."""
    (vad,), slag = chosen(utfall, "vad"), utfall.svar["slag"]
    if slag == SKRIVFEL and not vad.startswith("beslut:"):
        text = "36 § förvaltningslagen gäller beslut. Välj «Uppgiften är fel» för det här."
        raise ValidationError({"slag": text})
    if vad == PERSON and slag == UPPGIFT and not utfall.svar.get("uppgift"):
        raise ValidationError({"uppgift": "Ange vilken av personens uppgifter som är fel."})


def carry_out(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """Do what was decided: correct, or note what the person says, beside the first text.

    Raises ValidationError where an assessment would be corrected as if it were a fact.
    """
    begaran = latest(gang, "begaran")
    if begaran is None or utfall.utfall not in {RATTAS, NOTERAS}:
        return
    if utfall.utfall == RATTAS and begaran.svar["slag"] == UPPFATTNING:
        text = "En bedömning rättas inte. Notera vad den enskilde säger, bredvid texten."
        raise ValidationError({"utfall": text})
    (vad,) = chosen(begaran, "vad")
    if vad == PERSON:
        _person(gang, begaran, utfall, by_hand(actor))
        return
    slag, pk = split_key(vad)
    act = _beslut if slag == "beslut" else _anteckning
    act(pk, gang, begaran, utfall, by_hand(actor))


def _anteckning(
    pk: UUID, gang: Arbetsgang, begaran: Stegutfall, utfall: Stegutfall, actor: Anvandare
) -> None:
    roll = Journalanteckning.Roll
    put_tillagg(
        gang.arende.anteckningar.get(pk=pk),
        roll=roll.RATTELSE if utfall.utfall == RATTAS else roll.STAMMER_INTE,
        text=_in_words(begaran, utfall),
        actor=actor,
    )


def _beslut(
    pk: UUID, gang: Arbetsgang, begaran: Stegutfall, utfall: Stegutfall, actor: Anvandare
) -> None:
    slag = Beslutsrattelse.Slag
    rattelse = Beslutsrattelse(
        akt_id=gang.akt_id,
        namnd_id=gang.namnd_id,
        beslut=Beslut.objects.get(pk=pk, arende=gang.arende),
        arbetsgang=gang,
        slag=slag.RATTELSE if utfall.utfall == RATTAS else slag.STAMMER_INTE,
        star=begaran.svar["star"],
        ska_sta=begaran.svar["ska_sta"],
        begard_av=begaran.gjort_av,
        beslutad_av=actor,
    )
    log.save(rattelse, actor=actor, verb=Verb.BESLUT_CORRECT)


def _person(gang: Arbetsgang, begaran: Stegutfall, utfall: Stegutfall, actor: Anvandare) -> None:
    """The fact is changed, with its history; a note tells that it was, and what it said before."""
    if utfall.utfall == RATTAS:
        put_person(
            gang.arende,
            version=gang.arende.akt.person.version,
            nummer="",
            actor=actor,
            **{begaran.svar["uppgift"]: begaran.svar["ska_sta"]},
        )
    put_anteckning(gang.arende, text=_in_words(begaran, utfall), actor=actor)


def _in_words(begaran: Stegutfall, utfall: Stegutfall) -> str:
    svar = begaran.svar
    ratt = "Det ska stå" if utfall.utfall == RATTAS else "Den enskilde uppger"
    return (
        f"Det står: {svar['star']}\n\n{ratt}: {svar['ska_sta']}\n\n"
        f"Skäl: {utfall.svar['motivering']}"
    )
