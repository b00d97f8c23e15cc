"""What pm4py makes of an event log, as JSON on stdout; run with the Python where it is installed.

    python pm4py_kontroll.py LOGG.xes LOGG.ocel FLODE=MODELL …

A model is a Petri net (.pnml) or a process (.bpmn).
"""

import json
import sys

import pm4py


def net_of(fil: str):
    if fil.endswith(".pnml"):
        return pm4py.read_pnml(fil)
    return pm4py.convert_to_petri_net(pm4py.read_bpmn(fil))


def main(xes: str, ocel: str, *modeller: str) -> dict:
    logg = pm4py.read_xes(xes)
    svar = {"xes": {"steg": len(logg), "farder": logg["case:concept:name"].nunique()}}
    for flode, _, fil in (modell.partition("=") for modell in modeller):
        farder = logg[logg["case:flode"] == flode]
        replay = pm4py.fitness_token_based_replay(farder, *net_of(fil))
        svar[fil.rpartition("/")[2]] = {
            "passar": replay["perc_fit_traces"],
            "fitness": replay["log_fitness"],
            "linjering": pm4py.fitness_alignments(farder, *net_of(fil))["log_fitness"],
        }
    objektlogg = pm4py.read_ocel2_json(ocel)
    svar["ocel"] = {
        "steg": len(objektlogg.events),
        "objekt": objektlogg.objects["ocel:type"].value_counts().to_dict(),
    }
    return svar


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:]), sys.stdout)
