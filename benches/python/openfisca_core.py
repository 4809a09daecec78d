"""openfisca-core: the card as variables, all dossiers at once by column."""

import json
import sys
import time

# The script is named after what it measures: it is not to be found itself.
sys.path.pop(0)

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from importlib.metadata import version

given = json.load(open(sys.argv[1]))
criteria, levels = given["criteria"], given["levels"]
Dossier = build_entity(key="dossier", plural="dossiers", label="", is_person=True)
system = TaxBenefitSystem([Dossier])


def variable(name, kind, formula=None):
    body = {"value_type": kind, "entity": Dossier, "definition_period": DateUnit.YEAR}
    if formula is not None:
        body["formula"] = formula
    system.add_variable(type(name, (Variable,), body))


def points_of(name, table):
    return lambda dossier, period: table[dossier(name, period)]


def met_of(name, table):
    return lambda dossier, period: table[dossier(name, period)]


points, asked = [], [[] for _ in range(levels)]
keys = []
for i, c in enumerate(criteria):
    options = [key for key, _ in c["options"]]
    keys.append({key: at for at, key in enumerate(options)})
    variable(f"answer_{i}", int)
    table = numpy.array([p for _, p in c["options"]], dtype=numpy.int32)
    variable(f"points_{i}", int, points_of(f"answer_{i}", table))
    points.append(f"points_{i}")
    for level, meets in enumerate(c["meets"]):
        if meets is not None:
            name = f"met_{i}_{level}"
            variable(name, bool, met_of(f"answer_{i}", numpy.array([k in meets for k in options])))
            asked[level].append(name)


def total(dossier, period):
    return sum(dossier(name, period) for name in points)


def level_of(names):
    def formula(dossier, period):
        met = numpy.ones(dossier.count, dtype=bool)
        for name in names:
            met = met & dossier(name, period)
        return met

    return formula


variable("total", int, total)
for level in range(levels):
    variable(f"met_{level}", bool, level_of(asked[level]))

dossiers = given["dossiers"]
copies = 1 if given["quick"] else max(1, 100_000 // len(dossiers))
count = len(dossiers) * copies
columns = [
    numpy.tile(
        numpy.array([keys[i][d[c["number"]]] for d in dossiers], dtype=numpy.int32), copies
    )
    for i, c in enumerate(criteria)
]


def once():
    simulation = SimulationBuilder().build_default_simulation(system, count)
    for i, column in enumerate(columns):
        simulation.set_input(f"answer_{i}", "2026", column)
    begin = time.perf_counter_ns()
    sums = simulation.calculate("total", "2026")
    met = [simulation.calculate(f"met_{level}", "2026") for level in range(levels)]
    return time.perf_counter_ns() - begin, sums, met


runs = [once() for _ in range(1 if given["quick"] else 5)]
ns, sums, met = min(runs, key=lambda r: r[0])
json.dump(
    {
        "name": "openfisca-core " + version("openfisca-core"),
        "how": f"{count} dossiers at once, by column",
        "ns": ns / count,
        "results": [
            {"total": int(sums[i]), "met": [bool(m[i]) for m in met]} for i in range(len(dossiers))
        ],
    },
    sys.stdout,
)
