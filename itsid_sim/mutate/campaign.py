"""Every mutant tried: the likeliest scenarios first, what is known already not again."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

from itsid_sim.drivers.mutants import Mutants, Tried, read_mutants, write_mutants
from itsid_sim.mutate.catalogue import mutants
from itsid_sim.mutate.errand import NONE, Errand, Verdict, Walk
from itsid_sim.mutate.mutant import Mutant
from itsid_sim.mutate.reasons import reason_by_mutant
from itsid_sim.mutate.trial import NoBench, trial
from itsid_sim.ports.workers import Workers
from itsid_sim.rules.value import Value

DIGEST_BYTES = 16
# A mutant that takes so much longer than the specification as it is has hung.
PATIENCE_TIMES, PATIENCE_LEAST_S = 10, 30.0
# So many results are written at once: what an interruption leaves is at most so much poorer.
WRITTEN_AT_ONCE = 250

Observer = Callable[[Tried], None]


class CannotMutate(Exception):
    """The campaign could not begin or go on; the message says why and what to do."""


class Wish(Value, frozen=True):
    """What is tried: one rule or all of them, from nothing or from what is known."""

    rule: str = ""
    fresh: bool = False


def digest_of(program: str) -> str:
    """What the outcome follows from: the program, its specification, and what breaks it."""
    digest = blake2b(program.encode(), digest_size=DIGEST_BYTES)
    for file in sorted(files("itsid_sim.mutate").iterdir(), key=lambda one: one.name):
        if file.name.endswith((".py", ".toml")):
            digest.update(file.name.encode() + blake2b(file.read_bytes()).digest())
    return digest.hexdigest()


def wanted(wish: Wish) -> list[Mutant]:
    """The mutants that are asked for. Raises `CannotMutate` if there are none."""
    found = [one for one in mutants().values() if wish.rule in ("", one.rule)]
    if not found:
        raise CannotMutate(f"--rule {wish.rule}: no rule of this name can be broken")
    return found


def known(file: Path, program: str) -> Mutants | None:
    """What was found of the specification and the program as they are; None if nothing was."""
    found = read_mutants(file)
    return found if found is not None and found.digest == digest_of(program) else None


class Campaign:
    """Tries what is asked for with some workers, and keeps what it finds in a file."""

    def __init__(self, wish: Wish, file: Path, program: str, workers: Workers) -> None:
        """`program` is the digest of program and specification. Raises `CannotMutate`."""
        self._file = file
        self._workers = workers
        self._digest = digest_of(program)
        self._wanted = wanted(wish)
        before = None if wish.fresh else known(file, program)
        self._tried = {one.mutant: one for one in before.tried} if before else {}
        self._reasons = reason_by_mutant()

    @property
    def left(self) -> list[Mutant]:
        """What is asked for and not known."""
        return [one for one in self._wanted if one.id not in self._tried]

    def run(self, observe: Observer) -> tuple[Tried, ...]:
        """All that was asked for; the observer hears of each that had to be tried.

        What was found is kept, also if this is interrupted. Raises `CannotMutate` and OSError.
        """
        left = self.left
        if left:
            try:
                for number, tried in enumerate(self._results(left), 1):
                    self._tried[tried.mutant] = tried
                    observe(tried)
                    if number % WRITTEN_AT_ONCE == 0:
                        self._write()
            finally:
                self._write()
        return tuple(self._tried[one.id] for one in self._wanted)

    def _results(self, left: Sequence[Mutant]) -> Iterator[Tried]:
        by_id = {one.id: one for one in left}
        try:
            likeliest = _Likeliest(self._walks())
            errands = (likeliest.errand(one, has_reason=one.id in self._reasons) for one in left)
            for errand, verdict in self._workers.results(trial, errands):
                yield self._told(by_id[errand.mutant], verdict)
        except NoBench as reason:
            raise CannotMutate(f"{reason}") from None

    def _walks(self) -> tuple[Walk, ...]:
        """The specification as it is, which has to hold before anything is broken."""
        ((_, verdict),) = self._workers.results(trial, [Errand(NONE)])
        failed = [one.place for one in verdict.walks if one.has_failed]
        if verdict.how or failed:
            raise CannotMutate(
                f"{failed[0] if failed else verdict.how}: the specification fails though no rule "
                "is broken; run itsid verify and mend that first"
            )
        return verdict.walks

    def _told(self, mutant: Mutant, verdict: Verdict) -> Tried:
        if verdict.how == "unmade":
            raise CannotMutate(f"{mutant.id}: it cannot be made: {verdict.said}")
        reason = "" if verdict.how else self._reasons.get(mutant.id, "")
        return Tried(
            mutant.id,
            mutant.rule,
            mutant.operator,
            mutant.about,
            "killed" if verdict.how else "equivalent" if reason else "survived",
            verdict.place,
            verdict.name,
            mutant.rule in verdict.tags,
            "" if verdict.how == "failed" else verdict.how,
            reason,
            verdict.ran,
            verdict.seconds,
        )

    def _write(self) -> None:
        every = mutants()
        tried = tuple(self._tried[id_] for id_ in every if id_ in self._tried)
        write_mutants(Mutants(self._digest, len(every), tried), self._file)


class _Likeliest:
    """Which scenarios are likeliest to notice, short ones first."""

    def __init__(self, walks: Iterable[Walk]) -> None:
        self._run = sorted((one for one in walks if one.was_run), key=lambda one: one.seconds)
        self._tagged: dict[str, list[Walk]] = defaultdict(list)
        self._there: dict[str, list[Walk]] = defaultdict(list)
        for one in self._run:
            for tag in one.tags:
                self._tagged[tag].append(one)
            for row in one.rows:
                self._there[row].append(one)

    def errand(self, mutant: Mutant, *, has_reason: bool) -> Errand:
        """First the rule's own scenarios, then the others that take the broken row.

        Without a row in particular the others keep their order. Where a reason is written down,
        those that are likeliest to prove it wrong are enough.
        """
        own = self._tagged[mutant.rule]
        likeliest = sorted(own, key=lambda one: mutant.row not in one.rows)
        others = (one for one in self._there[mutant.row] if mutant.rule not in one.tags)
        return Errand(
            mutant.id,
            tuple(one.place for one in (*likeliest, *others)),
            not has_reason,
            max(PATIENCE_LEAST_S, PATIENCE_TIMES * sum(one.seconds for one in self._run)),
        )
