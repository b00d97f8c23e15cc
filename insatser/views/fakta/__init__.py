"""Every kind of event that an ärende's time line and chronology can show; add new kinds here."""

from insatser.views.fakta.arbetet import BEDOMNINGEN, GANGARNA, PLANERNA, TEAMET
from insatser.views.fakta.arendet import (
    BESLUTET,
    FRISTERNA,
    HANDLINGAR,
    INFLODET,
    JOURNAL,
    SLUTET,
)
from insatser.views.fakta.dokumenten import DOKUMENTEN
from insatser.views.fakta.slag import ORDNING, Del, Fakta

FAKTA: tuple[Fakta, ...] = (
    *INFLODET,
    *JOURNAL,
    *HANDLINGAR,
    *DOKUMENTEN,
    *BESLUTET,
    *BEDOMNINGEN,
    *PLANERNA,
    *TEAMET,
    *GANGARNA,
    *FRISTERNA,
    *SLUTET,
)
"""One registry for all of it. A row becomes an event by `Fakta.describe`."""

AV_SLAG = {fakta.handelse: fakta for fakta in FAKTA}

__all__ = ["AV_SLAG", "FAKTA", "ORDNING", "Del", "Fakta"]
