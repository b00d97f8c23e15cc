"""The whole akt: the teams that work with it, and what each giver of a consent has said."""

from __future__ import annotations

from collections.abc import Iterator

from arenden.dokument.ram import day, minute
from arenden.models import Arende
from arenden.rules.innehall import Avsnitt, Block, varden
from insatser.dokument.helaakten.rader import in_words
from insatser.dokument.helaakten.rubriker import part, row_by_row
from insatser.dokument.helaakten.slag.samverkan import ARBETET_I_TEAMEN, TEAMEN
from samverkansteam.models import Samtycke, Samtyckessvar, Uppgiftsslag


def cooperation(arende: Arende) -> Iterator[Avsnitt]:
    yield from part(
        "Samverkan",
        [
            *row_by_row(arende, TEAMEN),
            *_consents(arende),
            *row_by_row(arende, ARBETET_I_TEAMEN),
        ],
    )


def _consents(arende: Arende) -> Iterator[Avsnitt]:
    """Each consent of the akt with every answer to it, the earliest first."""
    rader = Samtycke.objects.filter(akt=arende.akt_id).select_related("registrerat_av")
    med_svar = rader.prefetch_related("mottagare__organisation", "svar__registrerat_av")
    for rad in med_svar.order_by("registrerat", "pk"):
        rubrik = f"Samtycke till att dela uppgifter {day(rad.registrerat)}"
        yield Avsnitt(rubrik, (_agreed(rad), *(_answer(svar) for svar in rad.svar.all())), 3)


def _agreed(samtycke: Samtycke) -> Block:
    slagen = dict(Uppgiftsslag.choices)
    return varden(
        [
            ("Mottagare", in_words(samtycke, "mottagare")),
            ("Det som får delas", ", ".join(str(slagen.get(k, k)) for k in samtycke.slag)),
            ("Form", samtycke.get_form_display()),
            ("Så förklarades det", samtycke.forklarat),
            ("Språk", samtycke.sprak),
            ("Tolk", samtycke.tolk),
            ("Från och med", day(samtycke.fran)),
            ("Till och med", day(samtycke.till)),
            ("Registrerat av", samtycke.registrerat_av),
            ("Återkallat", samtycke.aterkallat and minute(samtycke.aterkallat)),
            ("Upphört", samtycke.upphort and minute(samtycke.upphort)),
            ("Den som gav det, som det skrevs förut", samtycke.givare),
        ]
    )


def _answer(svar: Samtyckessvar) -> Block:
    return varden(
        [
            (svar.get_vem_display(), svar.namn),
            ("Svar", f"{svar.get_svar_display()}, {day(svar.nar)}"),
            ("Med egna ord", svar.sade),
            ("Antecknat av", svar.registrerat_av),
        ]
    )
