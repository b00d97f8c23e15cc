"""Take the whole akt of an ärende out on paper."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import IO

from access.models import Anvandare
from access.policy import require
from arenden import policy
from arenden.models import Aktuttag, Arende
from arenden.pdf import dokument_of
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser.dokument.helaakten import akt_innehall
from insatser.fard import gangvag


@action
def take_akt(*, arende: Arende, skal: str, actor: Anvandare) -> IO[bytes]:
    """The paper, and a row that says that it was made, by whom and why.

    It is drawn in memory and never lies on disk in clear; the reader closes it.
    """
    require(policy.may_take_akt(actor, arende))
    fil = BytesIO()
    dokument_of(akt_innehall(arende, gangvag().graf)).write(fil)
    uttag = Aktuttag(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        skal=skal,
        fingeravtryck=hashlib.sha256(fil.getbuffer()).hexdigest(),
        gjort_av=actor,
    )
    log.save(uttag, actor=actor, verb=Verb.AKT_EXPORT)
    fil.seek(0)
    return fil
