from riskbedomning.views.instrument.granskning import (
    GranskaVersionView,
    PubliceraVersionView,
    SkickaVersionView,
)
from riskbedomning.views.instrument.lasning import (
    InstrumentlistaView,
    InstrumentversionView,
    SkillnadView,
)
from riskbedomning.views.instrument.skrivning import (
    FaktorView,
    FlyttaFaktorView,
    KopieraVersionView,
    NyFaktorView,
    NyttInstrumentView,
    TaBortFaktorView,
    UppgifterView,
)

__all__ = [
    "FaktorView",
    "FlyttaFaktorView",
    "GranskaVersionView",
    "InstrumentlistaView",
    "InstrumentversionView",
    "KopieraVersionView",
    "NyFaktorView",
    "NyttInstrumentView",
    "PubliceraVersionView",
    "SkickaVersionView",
    "SkillnadView",
    "TaBortFaktorView",
    "UppgifterView",
]
