"""The letter that asks others to tell what matters to a utredning (SoL 20:6)."""

from __future__ import annotations

from collections.abc import Iterator

from arenden.dokument.ram import day, innehall
from arenden.models import Uppgiftsbegaran
from arenden.rules.innehall import Avsnitt, Innehall, Text, varden

SKYLDIGHET = (
    "Nämnden utreder ett barns behov av skydd eller stöd. Myndigheter som avses i 19 kap. 1 § "
    "socialtjänstlagen, och de som arbetar där, är skyldiga att lämna alla uppgifter som kan ha "
    "betydelse för utredningen (20 kap. 6 § socialtjänstlagen). Sekretess hindrar inte det."
)
SVARA = (
    "Svara skriftligt till nämnden, eller ring handläggaren. Skicka inga uppgifter om barnet med "
    "vanlig e-post. Ange vårt ärendenummer."
)


def begaran_innehall(begaran: Uppgiftsbegaran) -> Innehall:
    """It tells who the child is, since nobody could answer otherwise, and nothing of why."""
    return innehall(
        begaran.utredning.arende,
        "Begäran om uppgifter till en utredning",
        begaran.begard,
        _sections(begaran),
    )


def _sections(begaran: Uppgiftsbegaran) -> Iterator[Avsnitt]:
    person = begaran.utredning.arende.akt.person
    yield Avsnitt(
        "",
        (
            varden(
                [
                    ("Till", begaran.till),
                    ("Gäller", person.namn),
                    ("Född", person.fodelsedatum),
                    ("Svar senast", day(begaran.senast)),
                    ("Handläggare", begaran.begard_av),
                ]
            ),
        ),
    )
    yield Avsnitt("Det vi ber om", (Text(begaran.vad),))
    yield Avsnitt("Därför ska ni svara", (Text(SKYLDIGHET),))
    yield Avsnitt("Så svarar ni", (Text(SVARA),))
