"""What an employee and an akt have in common: names, address, number. Compared in memory alone.

Everything opened here is told in the log as the drawing's own reading. What comes out is yes or
no; no name, address or number leaves this module.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from uuid import UUID

from access.models import Anvandare, Javuppgift, Personaluppgift
from access.models.javuppgift import jav_index
from arenden.models import Identitetsbeteckning, Person, Sokrad, Vardnadshavare
from arenden.rules.namnsok import fold, words_of
from granskning.rules.likhet import Drag, address_of, surname_of, surnames
from granskning.rules.urval import Regelverk

TUSEN = 1000


class Likhet:
    """The particulars of one unit's people, and of the akter they opened, as long as it is drawn.

    A protected address lies in a compartment that this never opens.
    """

    def __init__(self, namnd_id: UUID, regelverk: Regelverk) -> None:
        self.namnd_id, self.regelverk = namnd_id, regelverk
        self._anstallda: dict[UUID, Drag] = {}
        self._akter: dict[UUID, Drag] = {}
        self._egna_nummer: dict[bytes, UUID] | None = None
        self._narstaendes: dict[bytes, set[UUID]] = defaultdict(set)
        self._vanliga: frozenset[str] | None = None

    def __repr__(self) -> str:
        return "<Likhet>"

    def load(self, aktorer: Iterable[UUID], akter: Iterable[UUID]) -> None:
        """Open what is not open yet."""
        self._load_anstallda(set(aktorer) - set(self._anstallda))
        self._load_akter(set(akter) - set(self._akter))

    def has_common_name(self, aktor_id: UUID, akt_id: UUID) -> bool:
        return bool(self._names(aktor_id, akt_id))

    def is_common(self, aktor_id: UUID, akt_id: UUID) -> bool:
        """Whether every shared surname is one that many in the nämnd's register have."""
        gemensamma = self._names(aktor_id, akt_id)
        return bool(gemensamma) and gemensamma <= self._common_names()

    def has_same_address(self, aktor_id: UUID, akt_id: UUID) -> bool:
        return self._anstallda[aktor_id].has_same_address(self._akter.get(akt_id, Drag()))

    def is_colleague(self, akt_id: UUID) -> bool:
        """Whether an employee has declared the akt's number as their own."""
        return bool(self._akter.get(akt_id, Drag()).index & set(self._own_numbers()))

    def is_declared_by(self, aktor_id: UUID, akt_id: UUID) -> bool:
        """Whether the person has declared the akt's number as a close person's."""
        self._own_numbers()
        index = self._akter.get(akt_id, Drag()).index
        return any(aktor_id in self._narstaendes[ett] for ett in index & set(self._narstaendes))

    def _names(self, aktor_id: UUID, akt_id: UUID) -> frozenset[str]:
        return self._anstallda[aktor_id].common_names(self._akter.get(akt_id, Drag()))

    def _load_anstallda(self, vilka: set[UUID]) -> None:
        uppgifter = {
            rad.anvandare_id: rad for rad in Personaluppgift.objects.filter(anvandare_id__in=vilka)
        }
        for vem, namn in Anvandare.objects.filter(pk__in=vilka).values_list("pk", "namn"):
            uppgift = uppgifter.get(vem)
            hushallets = uppgift.efternamn if uppgift else []
            self._anstallda[vem] = Drag(
                efternamn=surnames([surname_of(namn), *hushallets]),
                adresser=address_of(uppgift.adress) if uppgift else (),
            )
        for vem in vilka - set(self._anstallda):
            self._anstallda[vem] = Drag()

    def _load_akter(self, vilka: set[UUID]) -> None:
        namn: dict[UUID, list[str]] = defaultdict(list)
        adresser: dict[UUID, str] = {}
        index: dict[UUID, set[bytes]] = defaultdict(set)
        for person in Person.objects.filter(akt_id__in=vilka):
            namn[person.akt_id].append(person.efternamn)
            adresser[person.akt_id] = person.adress
        for en in Vardnadshavare.objects.filter(akt_id__in=vilka):
            namn[en.akt_id].append(en.efternamn)
        for beteckning in Identitetsbeteckning.objects.filter(akt_id__in=vilka):
            siffror = (beteckning.nummer or "").replace("-", "")
            index[beteckning.akt_id].add(jav_index(siffror))
        for akt_id in vilka:
            self._akter[akt_id] = Drag(
                surnames(namn[akt_id]),
                address_of(adresser.get(akt_id, "")),
                frozenset(index[akt_id]),
            )

    def _own_numbers(self) -> dict[bytes, UUID]:
        if self._egna_nummer is None:
            self._egna_nummer = {}
            for index, slag, vem in Javuppgift.objects.values_list(
                "blindindex", "slag", "anvandare_id"
            ):
                if slag == Javuppgift.Slag.EGEN:
                    self._egna_nummer[bytes(index)] = vem
                else:
                    self._narstaendes[bytes(index)].add(vem)
        return self._egna_nummer

    def _common_names(self) -> frozenset[str]:
        """Words that more than so many in a thousand of the nämnd's persons have in their name."""
        if self._vanliga is None:
            antal: Counter[str] = Counter()
            personer = 0
            for rad in Sokrad.objects.filter(namnd_id=self.namnd_id).iterator(chunk_size=TUSEN):
                personer += 1
                antal.update({fold(word) for namn in rad.namn for word in words_of(namn)})
            grans = personer * self.regelverk.vanligt_promille / TUSEN
            is_stor = personer >= self.regelverk.vanligt_personer
            self._vanliga = frozenset(word for word, n in antal.items() if is_stor and n > grans)
        return self._vanliga
