from riskbedomning.actions.bedomning import (
    complete_bedomning,
    hinder_for_utredning,
    save_samlad,
    start_bedomning,
)
from riskbedomning.actions.belagg import add_belagg
from riskbedomning.actions.egensyn import add_egensyn
from riskbedomning.actions.fardig import hinder_for_fardig
from riskbedomning.actions.medlasning import answer_medlasning, give_medlasning
from riskbedomning.actions.partsbidrag import add_partsbidrag
from riskbedomning.actions.rad import remove_rad
from riskbedomning.actions.scenario import add_scenario, change_scenario
from riskbedomning.actions.strategiskt_brott import note_strategiskt_brott
from riskbedomning.actions.svar import Svarskonflikt, Svarsuppgift, save_svar

__all__ = [
    "Svarskonflikt",
    "Svarsuppgift",
    "add_belagg",
    "add_egensyn",
    "add_partsbidrag",
    "add_scenario",
    "answer_medlasning",
    "change_scenario",
    "complete_bedomning",
    "give_medlasning",
    "hinder_for_fardig",
    "hinder_for_utredning",
    "note_strategiskt_brott",
    "remove_rad",
    "save_samlad",
    "save_svar",
    "start_bedomning",
]
