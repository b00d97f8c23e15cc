"""Evidence out of the log: the very entries, each with the proof that it stands in the sealed log.

Whoever gets the file needs nothing of ours to check it: `revision/kontrollera.py` or any other
program that knows RFC 6962 will do. It names staff and akter by id; nothing of what an akt says.
"""

from __future__ import annotations

import json
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.exceptions import ValidationError

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.bevis import NotSealed, prove_many
from audit.models import Logghandelse
from audit.verb import Verb
from granskning import policy
from granskning.models import Avvikelse, Bevisuttag

DATUM = (1980, 1, 1, 0, 0, 0)
"""The same for every file, so that the same evidence gives the same bytes."""
LASMIG = """Bevis ur loggen, {referens}

handelser/   Varje logghändelse precis som den förseglades (JSON).
bevis/       Ett bevis för varje händelse (c2sp.org/tlog-proof@v1): att just den, byte för byte,
             finns i loggen med den rot som är signerad.
innehall.json  Vilka filerna är, med SHA-256.

Så kontrollerar du: hämta loggens publika nyckel på annan väg än med den här filen, och kör

    python3 -I kontrollera.py bevis/N.tlog-proof handelser/N.json --nyckel 'NYCKELN'

Programmet kontrollera.py lämnas ut av nämnden och kan läsas på några minuter. Det använder inget av
systemet. Händelserna säger vem som gjorde vad med vilken akt och när. De säger inget om vad som
står i akten.
"""


@action
def take_evidence(*, avvikelse: Avvikelse, actor: Anvandare) -> tuple[Bevisuttag, bytes]:
    """Every entry of the access with its proof, as one ZIP file, and the note that it was taken.

    Raises ValidationError while an entry still waits to be sealed, or when one is gone.
    """
    require(policy.may_take_evidence(actor, avvikelse))
    begarda = avvikelse.atkomst.handelser
    handelser = list(Logghandelse.objects.filter(pk__in=begarda).order_by("pk"))
    if len(handelser) != len(set(begarda)):
        raise ValidationError(
            "Alla händelser finns inte kvar i loggen. Säg genast till den som sköter driften."
        )
    bevis = _proofs(handelser)
    filer = {"LASMIG.txt": LASMIG.format(referens=avvikelse.referens).encode()}
    for handelse in handelser:
        filer[f"handelser/{handelse.pk}.json"] = bytes(handelse.kropp)
        filer[f"bevis/{handelse.pk}.tlog-proof"] = bevis[handelse.pk].encode()
    innehall = _packed(filer | {"innehall.json": _manifest(avvikelse, filer)})
    uttag = Bevisuttag(
        avvikelse=avvikelse,
        antal=len(handelser),
        fingeravtryck=sha256(innehall).hexdigest(),
        uttaget_av=actor,
    )
    log.save(uttag, actor=actor, verb=Verb.AVVIKELSE_EXPORT)
    return uttag, innehall


def _proofs(handelser: list[Logghandelse]) -> dict[int, str]:
    try:
        return prove_many([handelse.pk for handelse in handelser])
    except NotSealed as error:
        raise ValidationError("Händelserna förseglas just nu. Försök igen om en minut.") from error


def _manifest(avvikelse: Avvikelse, filer: dict[str, bytes]) -> bytes:
    innehall = {
        "avvikelse": avvikelse.referens,
        "person": str(avvikelse.aktor_id),
        "akt": str(avvikelse.atkomst.akt_id) if avvikelse.atkomst.akt_id else None,
        "dag": f"{avvikelse.atkomst.dag:%Y-%m-%d}",
        "filer": {namn: sha256(bytes_).hexdigest() for namn, bytes_ in sorted(filer.items())},
    }
    return json.dumps(innehall, ensure_ascii=False, indent=2, sort_keys=True).encode()


def _packed(filer: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as paket:
        for namn, innehall in sorted(filer.items()):
            info = ZipInfo(namn, DATUM)
            info.compress_type = ZIP_DEFLATED
            paket.writestr(info, innehall)
    return out.getvalue()
