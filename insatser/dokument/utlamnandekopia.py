"""What whoever asked for it is given: one paper with the copy of every item (TF 2:15–16 §§).

It is drawn out of the frozen copies; before that, out of what would be frozen now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils import timezone

from arenden.dokument.beslut import changes_of, decision_in_words
from arenden.dokument.ram import day, minute
from arenden.dokument.underlag import Del, secrets_in
from arenden.models import Beslut, Handling, Identitetsbeteckning, Journalanteckning
from arenden.rules.innehall import Avsnitt, Innehall, Lista, Text, Varden, varden
from arenden.rules.maskning import Hemlighet, is_in, names
from insatser.models import Arbetsgang, Utlamnandekopia, Utlamnandepost
from insatser.models.valbart import latest
from insatser.rules.strykning import struck

FORKLARING = (
    "Där det står [struket] har uppgifter tagits bort. Efter OSL står den bestämmelse i "
    "offentlighets- och sekretesslagen som hindrar att de lämnas ut."
)
FORBEHALL = "Du får handlingarna med det här förbehållet. Den som bryter mot det kan straffas."
NEKAT = (
    "Det finns mer som inte lämnas ut. Du har fått veta varför. Du kan begära ett skriftligt "
    "beslut, som går att överklaga."
)

INTE_GENOMGANGEN = "Den här handlingen är inte genomgången än."


@dataclass(frozen=True)
class Lamnas:
    """One item that is given, with its copy if there is one. A file has no text, and no copy."""

    post: Utlamnandepost
    kopia: Utlamnandekopia | None
    del_: Del | None

    @property
    def is_helt(self) -> bool:
        return self.post.utfall == Utlamnandepost.Utfall.HELT

    @property
    def is_fryst(self) -> bool:
        return self.kopia is not None and self.kopia.is_fryst

    @property
    def may_be_redone(self) -> bool:
        return self.is_fryst and self.post.lamnad is None

    @property
    def shown(self) -> list[str]:
        """What is always protected, and shows in it all the same, with a reason."""
        return list(self.kopia.strykning["visade"]) if self.kopia and self.kopia.strykning else []

    @property
    def frozen_forbehall(self) -> str:
        """What its copy was frozen under."""
        return self.kopia.innehall["forbehall"] if self.kopia and self.kopia.innehall else ""

    @property
    def text(self) -> str:
        """All that stands in it; nothing in a file."""
        return self.del_.text if self.del_ else ""


@dataclass(frozen=True)
class Kopietext:
    rubrik: str
    text: str


def given_items(gang: Arbetsgang) -> list[Lamnas]:
    """What may be given of what was asked for, in the order it was tried."""
    poster = Utlamnandepost.objects.filter(arbetsgang=gang).in_force().select_related("kopia")
    return [
        as_item(post)
        for post in sorted(poster, key=lambda post: (post.provad, post.pk))
        if post.utfall != Utlamnandepost.Utfall.NEKAS
    ]


def as_item(post: Utlamnandepost) -> Lamnas:
    return Lamnas(post, getattr(post, "kopia", None), _part_of(post))


def given_texts(gang: Arbetsgang) -> list[Lamnas]:
    """Those that have a text, and so a copy."""
    return [item for item in given_items(gang) if item.del_]


def _part_of(post: Utlamnandepost) -> Del | None:
    lasare = {Utlamnandepost.Slag.ANTECKNING: _note, Utlamnandepost.Slag.BESLUT: _decision}
    las = lasare.get(Utlamnandepost.Slag(post.slag))
    return Del(str(post.pk), post.rubrik, partial(las, post)) if las else None


def _note(post: Utlamnandepost) -> str:
    rad = Journalanteckning.objects.select_related("forfattare").get(pk=post.objekt_id)
    huvud = [f"Skriven av {rad.forfattare}, signerad {minute(rad.signerad or rad.skapad)}."]
    if rad.narvarande:
        huvud.append(f"Närvarande: {rad.narvarande}")
    return "\n\n".join(["\n".join(huvud), rad.i_sin_helhet])


def _decision(post: Utlamnandepost) -> str:
    rad = Beslut.objects.select_related("beslutad_av", "arende__akt__person").get(pk=post.objekt_id)
    huvud = varden(
        [
            ("Beslut", rad.get_slag_display()),
            ("Gäller", rad.arende.akt.person.namn),
            ("Lagrum", rad.lagrum),
            ("Beslutsfattare", rad.beslutad_av),
        ]
    )
    avsnitt = [Avsnitt("", (huvud,)), *decision_in_words(rad), *changes_of(rad)]
    return "\n\n".join(_as_text(ett) for ett in avsnitt)


def _as_text(avsnitt: Avsnitt) -> str:
    rader = [avsnitt.rubrik] if avsnitt.rubrik else []
    for block in avsnitt.block:
        if isinstance(block, Text):
            rader.append(block.text)
        elif isinstance(block, Varden):
            rader += [f"{namn}: {varde}" for namn, varde in block.rader]
    return "\n".join(rader)


def secrets_of(gang: Arbetsgang, texter: Iterable[str]) -> list[Hemlighet]:
    """What others may have to be protected from; of the person as well, but for a party."""
    alla = list(texter)
    hemligheter = secrets_in(gang.arende, alla)
    if _answer(gang, "registrera", "begarare") != "part":
        kanda = {ett.text.lower() for ett in hemligheter}
        hemligheter += [
            ett for ett in _the_person(gang) if ett.text.lower() not in kanda and is_in(ett, alla)
        ]
    return hemligheter


def _the_person(gang: Arbetsgang) -> Iterator[Hemlighet]:
    varfor = "Personen som akten gäller"
    yield from names(gang.arende.akt.person.namn, varfor, ())
    for rad in Identitetsbeteckning.objects.filter(akt=gang.akt_id):
        yield Hemlighet(rad.nummer, varfor)


def copy_text(item: Lamnas) -> Kopietext:
    """Just what the receiver reads of an item: as it was frozen, or as it would be now."""
    if item.kopia is not None and item.kopia.innehall is not None:
        return Kopietext(item.kopia.innehall["rubrik"], item.kopia.innehall["text"])
    if item.kopia is None and not item.is_helt:
        return Kopietext(item.post.rubrik, INTE_GENOMGANGEN)
    val: dict[str, Any] = (item.kopia and item.kopia.strykning) or {"meningar": {}, "ord": {}}
    meningar = {int(plats): lagrum for plats, lagrum in val["meningar"].items()}
    return Kopietext(
        struck(item.post.rubrik, {}, val["ord"]), struck(item.text, meningar, val["ord"])
    )


def is_struck(item: Lamnas) -> bool:
    """Whether anything of the item is missing in what the receiver reads."""
    text = copy_text(item)
    return text != Kopietext(item.post.rubrik, item.text)


def repeated_words(items: Iterable[Lamnas]) -> list[str]:
    """Words that are struck in one item and still stand in another."""
    texter = [copy_text(item) for item in items if item.del_]
    strukna = {
        ett: None
        for item in items
        if item.kopia is not None and item.kopia.strykning
        for ett in item.kopia.strykning["ord"]
    }
    alla = [del_ for text in texter for del_ in (text.rubrik, text.text)]
    return [ett for ett in strukna if is_in(Hemlighet(ett, ""), alla)]


def forbehall_of(gang: Arbetsgang) -> str:
    """The förbehåll of the answer as it stands now; "" when there is none."""
    return _answer(gang, "sammanvag", "forbehall")


def _answer(gang: Arbetsgang, steg: str, namn: str) -> str:
    gjort = latest(gang, steg)
    return (gjort.svar.get(namn) if gjort else None) or ""


def kopior_innehall(gang: Arbetsgang) -> Innehall:
    """It names no file by its title, and nothing of what is refused but that there is something."""
    items = given_items(gang)
    frysta = [item.kopia for item in items if item.kopia is not None and item.kopia.fryst]
    nar = max((kopia.fryst for kopia in frysta if kopia.fryst), default=timezone.now())
    return Innehall(
        titel="Handlingar som lämnas ut",
        arendenummer=gang.arende.arendenummer,
        namnd=str(gang.arende.namnd),
        nar=day(nar),
        avsnitt=tuple(_sections(gang, items)),
    )


def _sections(gang: Arbetsgang, items: list[Lamnas]) -> Iterator[Avsnitt]:
    huvud = varden(
        [
            ("Till", _answer(gang, "registrera", "vem")),
            ("Begäran", _answer(gang, "registrera", "vad")),
        ]
    )
    yield Avsnitt("", (huvud, *([] if all(item.is_helt for item in items) else [Text(FORKLARING)])))
    if forbehall := forbehall_of(gang):
        yield Avsnitt("Förbehåll", (Text(forbehall), Text(FORBEHALL)))
    texter = [copy_text(item) for item in items if item.del_]
    for nr, kopia in enumerate(texter, start=1):
        yield Avsnitt(f"{nr}. {kopia.rubrik}", (Text(kopia.text),))
    if filer := [_described(item.post) for item in items if item.del_ is None]:
        yield Avsnitt("Lämnas för sig", (Lista(tuple(filer)),))
    if _answer_is_partial(gang):
        yield Avsnitt("Det som inte lämnas", (Text(NEKAT),))


def _described(post: Utlamnandepost) -> str:
    rad = Handling.objects.get(pk=post.objekt_id)
    strykningar = "" if post.utfall == Utlamnandepost.Utfall.HELT else ", med strykningar"
    return f"{rad.get_slag_display()} som kom in {rad.inkom}{strykningar}"


def _answer_is_partial(gang: Arbetsgang) -> bool:
    poster = Utlamnandepost.objects.filter(arbetsgang=gang).in_force()
    return any(post.utfall == Utlamnandepost.Utfall.NEKAS for post in poster)
