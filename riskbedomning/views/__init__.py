from riskbedomning.views.avsnitt import AvsnittView, BedomningView
from riskbedomning.views.extern import (
    ExternView,
    FelinfordExternView,
    NyExternView,
    RattaExternView,
)
from riskbedomning.views.instrument import (
    FaktorView,
    FlyttaFaktorView,
    GranskaVersionView,
    InstrumentlistaView,
    InstrumentversionView,
    KopieraVersionView,
    NyFaktorView,
    NyttInstrumentView,
    PubliceraVersionView,
    SkickaVersionView,
    SkillnadView,
    TaBortFaktorView,
    UppgifterView,
)
from riskbedomning.views.jamforelse import JamforelseView
from riskbedomning.views.kalibrering import NyOmgangView, omgang, over_tid
from riskbedomning.views.likabedomning import SvaraView, mina_omgangar, vinjettutkast
from riskbedomning.views.medlasning import MedlasningssvarView, MedlasningView
from riskbedomning.views.oversikt import BedomningarView, StartView
from riskbedomning.views.rader import (
    BelaggView,
    EgenSynView,
    PartsbidragView,
    ScenarierView,
    ScenarioView,
)
from riskbedomning.views.samlad import SamladView
from riskbedomning.views.strategiskt_brott import (
    AterkallaStrategisktBrottView,
    StrategisktBrottView,
)
from riskbedomning.views.vinjetter import AndraVinjettView, NyVinjettView, vinjett, vinjettlista

__all__ = [
    "AndraVinjettView",
    "AterkallaStrategisktBrottView",
    "AvsnittView",
    "BedomningView",
    "BedomningarView",
    "BelaggView",
    "EgenSynView",
    "ExternView",
    "FaktorView",
    "FelinfordExternView",
    "FlyttaFaktorView",
    "GranskaVersionView",
    "InstrumentlistaView",
    "InstrumentversionView",
    "JamforelseView",
    "KopieraVersionView",
    "MedlasningView",
    "MedlasningssvarView",
    "NyExternView",
    "NyFaktorView",
    "NyOmgangView",
    "NyVinjettView",
    "NyttInstrumentView",
    "PartsbidragView",
    "PubliceraVersionView",
    "RattaExternView",
    "SamladView",
    "ScenarierView",
    "ScenarioView",
    "SkickaVersionView",
    "SkillnadView",
    "StartView",
    "StrategisktBrottView",
    "SvaraView",
    "TaBortFaktorView",
    "UppgifterView",
    "mina_omgangar",
    "omgang",
    "over_tid",
    "vinjett",
    "vinjettlista",
    "vinjettutkast",
]
