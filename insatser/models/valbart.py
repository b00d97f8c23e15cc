"""What a question may be answered with that is taken out of the ärende itself.

A question names its source (`Falt.ur`); the codes are ids, so that what was chosen can be found
again, and the words are those of the day it was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from django.utils import timezone

from access.models import Anvandare, Roll, Uppdrag
from arenden.models import Beslut, Frist, Journalanteckning, Utkast
from arenden.models.aktualitet import social_namnder
from arenden.rules import frister
from insatser.models.arbetsgang import Arbetsgang, Stegutfall
from insatser.rules.falt import Falt
from samverkansteam.models import Delgivning

Val = tuple[str, str]
PERSON = "person"


def with_choices(falt: Iterable[Falt], gang: Arbetsgang) -> tuple[Falt, ...]:
    """The questions with what they may be answered with in this arbetsgång, now."""
    return tuple(replace(ett, val=tuple(KALLOR[ett.ur](gang))) if ett.ur else ett for ett in falt)


def chosen(utfall: Stegutfall | None, namn: str) -> list[str]:
    """The codes that a question taken out of the ärende was answered with."""
    svar = utfall.svar.get(namn) if utfall else None
    kod = svar["kod"] if svar else []
    return [kod] if isinstance(kod, str) else list(kod)


def latest(gang: Arbetsgang, steg: str) -> Stegutfall | None:
    """How a step ended last, if it has been done."""
    return gang.utfall.in_force().filter(steg=steg).last()


def key_of(slag: str, pk: UUID) -> str:
    return f"{slag}:{pk}"


def split_key(kod: str) -> tuple[str, UUID]:
    slag, _, pk = kod.partition(":")
    return slag, UUID(pk)


def handlaggare(gang: Arbetsgang) -> Iterator[Val]:
    """Everyone else who works with cases in the nämnd today."""
    uppdrag = Uppdrag.objects.in_force(timezone.localdate()).filter(
        namnd=gang.namnd_id, roll__in=Roll.handlaggande()
    )
    for en in Anvandare.objects.filter(is_active=True, uppdrag__in=uppdrag).distinct():
        if en.pk != gang.arende.handlaggare_id:
            yield str(en.pk), en.namn


def oppet(gang: Arbetsgang) -> Iterator[Val]:
    """What is not finished: the step, other arbetsgångar, clocks, and the handläggare's drafts."""
    arende = gang.arende
    if arende.avslutat is None:
        yield f"steg:{arende.steg}", f"Steget «{arende.get_steg_display()}»"
    for annan in Arbetsgang.objects.ongoing().filter(arende=arende).exclude(pk=gang.pk):
        yield key_of("gang", annan.pk), f"Arbetsgång startad {annan.startad:%Y-%m-%d}"
    for frist in Frist.objects.filter(arende=arende).running().order_by("senast"):
        namn = frister.fristslag(frist.slag, timezone.localdate(frist.ankare)).namn
        yield key_of("frist", frist.pk), f"{namn}, senast {frist.mal}"
    for utkast in Utkast.objects.filter(arende=arende, anvandare=arende.handlaggare_id):
        yield key_of("utkast", utkast.pk), f"Utkast: {utkast.namn}"


def beslut(gang: Arbetsgang) -> Iterator[Val]:
    """The decisions that were taken in the ärende."""
    for ett in gang.arende.beslut.filter(utfall=Beslut.Utfall.BESLUTAT):
        dag = timezone.localdate(ett.beslutad)
        yield key_of("beslut", ett.pk), f"Beslut {dag}: {ett.get_slag_display()}"


def anteckningar(gang: Arbetsgang) -> Iterator[Val]:
    signerade = gang.arende.anteckningar.exclude(signerad=None)
    for en in signerade.filter(roll=Journalanteckning.Roll.ORIGINAL):
        dag = timezone.localdate(en.nar)
        yield key_of("anteckning", en.pk), f"Journal {dag}: {en.get_slag_display()}"


def handlingar(gang: Arbetsgang) -> Iterator[Val]:
    for en in gang.arende.handlingar.filter(felinford=None):
        yield key_of("handling", en.pk), f"Handling {en.inkom}: {en.titel}"


def rattas(gang: Arbetsgang) -> Iterator[Val]:
    """What may be wrong: a signed note, a decision, what is known of the person."""
    yield from anteckningar(gang)
    yield from beslut(gang)
    yield PERSON, "Uppgifterna om personen"


def uppgifter(gang: Arbetsgang) -> Iterator[Val]:
    """What the ärende holds that could be given to somebody: each is tried by itself."""
    yield from anteckningar(gang)
    yield from beslut(gang)
    yield from handlingar(gang)


def begarda(gang: Arbetsgang) -> Iterator[Val]:
    """Those that were found to answer a request."""
    valda = set(chosen(latest(gang, "valj"), "handlingar"))
    return (val for val in uppgifter(gang) if val[0] in valda)


def delgivna(gang: Arbetsgang) -> Iterator[Val]:
    """Releases about the person, by receiver: whoever may have got what was wrong."""
    lamnade = Delgivning.objects.filter(akt=gang.akt_id, utfall=Delgivning.Utfall.LAMNAD)
    for en in lamnade.select_related("mottagare__organisation"):
        dag = timezone.localdate(en.beslutad)
        yield key_of("delgivning", en.pk), f"{en.mottagare}, delgivning {dag}"


def namnder(gang: Arbetsgang) -> Iterator[Val]:
    """The city's other social nämnder."""
    for namnd in social_namnder().exclude(pk=gang.namnd_id).distinct():
        yield str(namnd.pk), str(namnd)


def insatser(gang: Arbetsgang) -> Iterator[Val]:
    """Those of the ärende that are not ended."""
    oavslutade = gang.arende.insatser.exclude(status="avslutad").select_related("insatstyp")
    for en in oavslutade:
        yield key_of("insats", en.pk), f"{en.insatstyp}, {en.get_status_display().lower()}"


KALLOR: dict[str, Callable[[Arbetsgang], Iterable[Val]]] = {
    kalla.__name__: kalla
    for kalla in (
        handlaggare,
        oppet,
        beslut,
        rattas,
        uppgifter,
        begarda,
        delgivna,
        namnder,
        insatser,
    )
}
