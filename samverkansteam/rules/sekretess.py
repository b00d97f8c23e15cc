"""The secrecy that each kind of party works under, as a proposal for its own contributions.

A party marks what it brings with its own paragraph; the words here are only where it starts from.
"""

from __future__ import annotations

SEKRETESS = {
    "kommunal_skola": "Sekretess i skolan, 23 kap. 2 § offentlighets- och sekretesslagen",
    "fristaende_skola": "Tystnadsplikt i fristående skola, 29 kap. 14 § skollagen",
    "polis": "Sekretess hos polisen, 35 kap. 1 § offentlighets- och sekretesslagen",
    "aklagare": "Sekretess hos åklagaren, 35 kap. 1 § offentlighets- och sekretesslagen",
    "kriminalvard": "Sekretess i kriminalvården, 35 kap. 15 § offentlighets- och sekretesslagen",
    "region": "Sekretess i hälso- och sjukvården, 25 kap. 1 § offentlighets- och sekretesslagen",
    "arbetsmarknad": "Arbetsmarknadsnämndens sekretess, 28 kap. offentlighets- och sekretesslagen",
    "annan_namnd": "Nämndens egen sekretess enligt offentlighets- och sekretesslagen",
    "socialtjanst": "Sekretess i socialtjänsten, 26 kap. 1 § offentlighets- och sekretesslagen",
}
INGEN_LAG = "Ingen sekretess i lag. Vi har lovat att inte föra det vidare."


def proposed_sekretess(slag: str) -> str:
    """What a party of this kind most often marks its own texts with."""
    return SEKRETESS.get(slag, INGEN_LAG)
