"""Lets Rasa be imported without what a running assistant never calls.

Importing `rasa.core.agent` also imports TensorFlow (for training and for policies that we do not use), sixteen chat
services and two databases: 400 MB and most of the start-up time. While `placeholders` is active, importing one of these
modules gives an empty stand-in, whose names can be imported and subclassed but not called. Afterwards the stand-ins are
forgotten, so that a later import (training in the same process) gets the real thing.
"""

from __future__ import annotations

import importlib.util
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

UNUSED = (
    "rasa.utils.train_utils",  # TensorFlow, Keras, JAX
    "rasa.graph_components.validators.default_recipe_validator",  # checks training; imports every component there is
    "sanic",  # Rasa's own server
    "boto3",  # tracker stores of Rasa's own
    "pymongo",
    "apscheduler",  # reminders
)
_CHANNELS = "rasa.core.channels"
_CHANNEL_BASE = f"{_CHANNELS}.channel"


class _Placeholder(type):
    """A class that stands where something unused would be."""

    def __getattr__(cls, name: str) -> Any:
        return _placeholder(name)

    def __call__(cls, *_args: Any, **_kwargs: Any) -> Any:
        raise RuntimeError(f"{cls.__name__} is not loaded while serving; see bot.dialogue.lean_imports")

    def name(cls) -> str:
        """Answer Rasa, which lists its channels by name when it is imported."""
        return cls.__name__


def _placeholder(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return _Placeholder(name, (), {})


class _Finder(MetaPathFinder, Loader):
    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(names)
        self.made: list[str] = []

    def find_spec(self, fullname: str, _path: Any = None, _target: Any = None) -> ModuleSpec | None:
        parts = fullname.split(".")
        heads = {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
        return ModuleSpec(fullname, self, is_package=True) if heads & self._names else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = ModuleType(spec.name)
        module.__dict__["__getattr__"] = _placeholder
        self.made.append(spec.name)
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Leave it empty."""


@contextmanager
def placeholders(names: Sequence[str] | None = None) -> Iterator[None]:
    """Replace modules (default: what serving never calls) that are imported inside and were not imported before."""
    finder = _Finder(unused_modules() if names is None else names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in finder.made:
            _forget(name)


def _forget(name: str) -> None:
    stand_in = sys.modules.pop(name, None)
    package, _, own_name = name.rpartition(".")
    if stand_in is not None and getattr(sys.modules.get(package), own_name, None) is stand_in:
        delattr(sys.modules[package], own_name)


def unused_modules() -> tuple[str, ...]:
    """Return `UNUSED` and every chat service that Rasa brings a channel for."""
    rasa = importlib.util.find_spec("rasa")
    folders = [f"{place}/core/channels" for place in (rasa.submodule_search_locations or [])] if rasa else []
    channels = (f"{_CHANNELS}.{module.name}" for module in pkgutil.iter_modules(folders))
    return (*UNUSED, *(name for name in channels if name != _CHANNEL_BASE))
