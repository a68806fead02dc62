"""PYTHIA 8 as a peer, for making events: with the settings of templates/data/simulate.cc, a process for each core.

Time is that of `Pythia.next()` alone: hard process, showers and hadronisation. Jets and cuts, which Python would make slow, are
left out of it, although Asimov's time includes them. The veto before the showers is a callback in Python; without it, nearly all
of the time would go into events that cannot pass.
"""

import math
import random
import time
from concurrent.futures import ProcessPoolExecutor

import pythia8mc as pythia8

import worker

SLHA = """BLOCK MODSEL
 1 0
BLOCK SPINFO
 1 toy
 2 1
BLOCK SMINPUTS
 6 172.5
BLOCK MASS
 6 172.5
 24 80.4
 1000006 {stop}
 1000022 {lsp}
{heavy}
BLOCK STOPMIX
 1 1 1.
 1 2 0.
 2 1 0.
 2 2 1.
BLOCK SBOTMIX
 1 1 1.
 1 2 0.
 2 1 0.
 2 2 1.
BLOCK NMIX
 1 1 1.
 2 2 1.
 3 3 1.
 4 4 1.
BLOCK UMIX
 1 1 1.
 2 2 1.
BLOCK VMIX
 1 1 1.
 2 2 1.
BLOCK ALPHA
 -0.1
BLOCK HMIX
 1 500.
 2 10.
DECAY 1000006 1.0
 1.0 2 1000022 6
DECAY 1000022 0.0
"""
HEAVY = (2000006, 1000005, 2000005, 1000021, 1000023, 1000024, 1000025, 1000035, 1000037)
INVISIBLE = (12, 14, 16, 1000022)


class Veto(pythia8.UserHooks):
    """Drops events before their showers that have no lepton, or too little missing pT."""

    def __init__(self, least):
        super().__init__()
        self.least = least

    def canVetoProcessLevel(self):
        return True

    def doVetoProcessLevel(self, process):
        x = y = 0.0
        lepton = False
        for particle in process:
            if not particle.isFinal():
                continue
            kind = particle.idAbs()
            if kind in INVISIBLE:
                x, y = x + particle.px(), y + particle.py()
            elif kind in (11, 13):
                lepton |= particle.pT() > 15 and abs(particle.eta()) < 3
            elif kind == 15 and particle.pT() > 25 and abs(particle.eta()) < 3:
                lepton = True
                x, y = x + 0.6 * particle.px(), y + 0.6 * particle.py()
        return not (lepton and math.hypot(x, y) > self.least)


def start(folder, masses, seed):
    pythia = pythia8.Pythia("", False)
    settings = ["Print:quiet = on", "Beams:eCM = 14000.", "PartonLevel:MPI = off", "Random:setSeed = on"]
    settings.append(f"Random:seed = {seed}")
    if masses:
        path = f"{folder}/stop-{seed}.slha"
        heavy = "\n".join(f" {kind} 5000." for kind in HEAVY)
        with open(path, "w") as file:
            file.write(SLHA.format(stop=masses[0], lsp=masses[1], heavy=heavy))
        settings += [f"SLHA:file = {path}", "SUSY:gg2squarkantisquark = on", "SUSY:qqbar2squarkantisquark = on"]
        settings += ["SUSY:idA = 1000006", "SUSY:idB = 1000006"]
    else:
        settings += ["Top:gg2ttbar = on", "Top:qqbar2ttbar = on", "PhaseSpace:bias2Selection = on"]
        settings += ["PhaseSpace:bias2SelectionPow = 3", "PhaseSpace:bias2SelectionRef = 100."]
    for setting in settings:
        pythia.readString(setting)
    hook = Veto(80 if masses else 130)
    pythia.setUserHooksPtr(hook)
    if not pythia.init():
        raise SystemExit("error: PYTHIA 8 does not start")
    return pythia, hook


def distance(eta, phi, particle):
    return (particle.eta() - eta) ** 2 + (math.remainder(particle.phi() - phi, 2 * math.pi)) ** 2


def passes(event, rng):
    """The preselection, on what the detector of templates/data/simulate.cc makes of the event."""
    final, leptons, quarks = [], [], []
    for index in range(event.size()):
        particle = event[index]
        kind = particle.idAbs()
        if kind in (4, 5) and event[particle.daughter1()].idAbs() != kind and particle.pT() > 5:
            quarks.append(particle)
        if particle.isFinal() and kind not in INVISIBLE and abs(particle.eta()) < 5:
            final.append(particle)
    found = set()
    for particle in final:
        if particle.idAbs() not in (11, 13) or particle.pT() < 10 or abs(particle.eta()) > 2.5:
            continue
        eta, phi = particle.eta(), particle.phi()
        near = sum(p.pT() for p in final if p.pT() > 0.5 and distance(eta, phi, p) < 0.09) - particle.pT()
        if near < 0.12 * particle.pT() and rng.random() < (0.95 if particle.idAbs() == 13 else 0.88):
            found.add(particle.index())
            scale = 1 + rng.gauss(0, 0.012 if particle.idAbs() == 13 else 0.018)
            leptons.append((particle.px() * scale, particle.py() * scale, particle.pT() * scale, eta))
    if not any(pt > 30 and abs(eta) < 2.4 for _, _, pt, eta in leptons):
        return False
    return jets_pass(event, final, found, leptons, quarks, rng)


def jets_pass(event, final, found, leptons, quarks, rng):
    # What is no part of a jet is left out of the clustering by its status.
    for index in range(event.size()):
        if event[index].isFinal() and (event[index].idAbs() in INVISIBLE or index in found):
            event[index].statusNeg()
    cluster = pythia8.SlowJet(-1, 0.4, 8, 5, 1, 1)
    cluster.analyze(event)
    x = sum(p.px() for p in final if p.index() not in found)
    y = sum(p.py() for p in final if p.index() not in found)
    soft = sum(p.pT() for p in final if p.index() not in found)
    jets, tags = [], 0
    for jet in range(cluster.sizeJet()):
        momentum, pt = cluster.p(jet), cluster.pT(jet)
        scale = max(0.05, 1 + rng.gauss(0, math.sqrt(0.81 / pt + 0.0025 + 9 / pt**2)))
        x, y, soft = x + momentum.px() * (scale - 1), y + momentum.py() * (scale - 1), soft - pt
        if pt * scale >= 40 and abs(momentum.eta()) <= 2.4:
            jets.append(pt * scale)
            near = {q.idAbs() for q in quarks if distance(momentum.eta(), momentum.phi(), q) < 0.16}
            tags += rng.random() < (0.7 if 5 in near else 0.18 if 4 in near else 0.012)
    x += sum(lepton[0] for lepton in leptons) + rng.gauss(0, 0.5 * math.sqrt(max(soft, 0)))
    y += sum(lepton[1] for lepton in leptons) + rng.gauss(0, 0.5 * math.sqrt(max(soft, 0)))
    jets.sort(reverse=True)
    return (
        len(jets) >= 4 and jets[0] >= 80 and jets[1] >= 60 and tags >= 1 and math.hypot(x, y) >= 200 and sum(jets) >= 300
    )  # fmt: skip


def make(folder, masses, seed, count):
    """The number of events that pass, at least `count`, and the seconds that `next` takes for them."""
    pythia, hook = start(folder, masses, seed)
    rng = random.Random(seed)
    seconds, passed = 0.0, 0
    while passed < count:
        begin = time.perf_counter()
        is_made = pythia.next()
        seconds += time.perf_counter() - begin
        passed += is_made and passes(pythia.event, rng)
    return passed, seconds


def generate(masses, count):
    """The seconds that 1000 events take with all cores, from `count` of them."""
    jobs = [(folder, masses, seed, -(-count // threads)) for seed in range(1, threads + 1)]
    with ProcessPoolExecutor(threads) as pool:
        made = list(pool.map(make, *zip(*jobs)))
    return 1000 / sum(passed / seconds for passed, seconds in made)


if __name__ == "__main__":
    folder, threads, form = worker.arguments()
    worker.serve(generate=generate)
