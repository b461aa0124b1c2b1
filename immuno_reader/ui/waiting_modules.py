"""Modules of Python's own library that wait until somebody asks them for something.

PySide imports them for tracebacks, temporary files and help, none of which a start needs. Here
they get a stand-in, which becomes the module itself when it is asked for one of its names
(PEP 562); what every module has, such as its name and file, the stand-in has as well.
"""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from types import ModuleType


@contextmanager
def waiting_modules(*names: str) -> Iterator[None]:
    """Let modules wait until the end of the block, if nobody has imported them yet.

    At its end they are all what they claim to be: two threads must not ask one that waits.
    """
    standing = [_stand_in(name) for name in names if name not in sys.modules]
    yield  # and not in a "try": when Python itself ends there is nothing left to load them with
    for module in standing:
        if "__getattr__" in vars(module):
            _become_itself(module)


def _stand_in(name: str) -> ModuleType:
    spec = importlib.util.find_spec(name)
    assert spec is not None, name
    module = importlib.util.module_from_spec(spec)
    vars(module)["__getattr__"] = partial(_answer, module)
    sys.modules[name] = module
    return module


def _answer(module: ModuleType, name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    _become_itself(module)
    return getattr(module, name)


def _become_itself(module: ModuleType) -> None:
    del vars(module)["__getattr__"]
    spec = module.__spec__
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(module)
