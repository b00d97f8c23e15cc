from riskbedomning.actions.bedomning import (
    complete_bedomning,
    hinder_for_utredning,
    save_samlad,
    start_bedomning,
)
from riskbedomning.actions.fardig import hinder_for_fardig
from riskbedomning.actions.strategiskt_brott import note_strategiskt_brott
from riskbedomning.actions.svar import Svarskonflikt, Svarsuppgift, save_svar

__all__ = [
    "Svarskonflikt",
    "Svarsuppgift",
    "complete_bedomning",
    "hinder_for_fardig",
    "hinder_for_utredning",
    "note_strategiskt_brott",
    "save_samlad",
    "save_svar",
    "start_bedomning",
]
