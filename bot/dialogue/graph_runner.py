"""Runs Rasa's prediction graph in an order worked out once."""

from __future__ import annotations

from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner


class DirectGraphRunner(GraphRunner):
    """Calls the nodes of a loaded graph one after the other; Dask plans and copies the graph at each run."""

    def __init__(self, loaded: DaskGraphRunner) -> None:
        self._nodes = loaded._instantiated_nodes
        self._schema = loaded._graph_schema
        self._plans: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}

    @classmethod
    def create(cls, *args: Any, **kwargs: Any) -> DirectGraphRunner:
        return cls(DaskGraphRunner.create(*args, **kwargs))

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        wanted = tuple(targets or self._schema.target_names)
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        if wanted not in self._plans:
            self._plans[wanted] = self._plan(wanted, frozenset(outputs))
        for name, needs in self._plans[wanted]:
            outputs[name] = self._nodes[name](*(outputs[need] for need in needs))
        return {name: outputs[name][1] for name in wanted}

    def _plan(self, wanted: tuple[str, ...], given: frozenset[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Return the nodes that the wanted ones rest on, each after what it needs."""
        nodes = self._schema.minimal_graph_schema(list(wanted)).nodes
        ordered: dict[str, tuple[str, ...]] = {}

        def visit(name: str) -> None:
            if name in ordered or name in given:
                return
            needs = tuple(nodes[name].needs.values())
            for need in needs:
                visit(need)
            ordered[name] = needs

        for name in wanted:
            visit(name)
        return list(ordered.items())
