"""Compiles the kernels once for a machine, or leaves them as they are where that is not possible.

The choice is made at import and holds for the process. With numba, and a folder in which it may keep machine code (beside the
module, or the user's cache), every kernel is machine code. Else the same lines run as plain Python: slower, with
the same figures.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from sys import modules
from typing import Any, Final, TypeVar, cast

_F = TypeVar("_F", bound=Callable[..., object])


def _probe() -> None:
    """What the compiler is tried with: it refuses where there is no folder to keep machine code in."""


def _choose() -> Callable[..., Any] | None:
    try:
        from numba import njit

        made = njit(cache=True, nogil=True)
        made(_probe)
    except (ImportError, OSError, RuntimeError):
        return None
    return made


_COMPILER: Final = _choose()
COMPILED: Final = _COMPILER is not None
"""Do the kernels run as machine code in this process?"""


def compiled(kernel: _F) -> _F:
    """The kernel as machine code, or itself where there is no compiler. No Python object may be used inside.

    numba keeps machine code until the kernel's own file changes. What a kernel calls and the constants it uses may lie in
    other files, so its kept name ends in a digest of all of these: after any change it is compiled anew.
    """
    if _COMPILER is None:
        return kernel
    kernel.__qualname__ = f"{kernel.__qualname__}_{stamp_of(kernel)}"
    return cast(_F, _COMPILER(kernel))


def stamp_of(kernel: Callable[..., object]) -> str:
    """A digest of the kernel's code, of its constants, of the kernels it calls and of the arrays it is given."""
    code, around = kernel.__code__, kernel.__globals__
    parts = [code.co_code.hex(), repr(code.co_consts)]
    for name in (*code.co_names, *map(str, kernel.__annotations__.values())):
        value = around.get(name)
        # A compiled kernel has its own digest in its name.
        parts.append(getattr(getattr(value, "py_func", None), "__qualname__", ""))
        parts.append(repr(value) if isinstance(value, int) else "")
        parts += _describe(value)
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


def _describe(arrays: Any) -> list[str]:
    """The name and the fields of a tuple of arrays, and of the tuples within it: kept machine code is read by these names."""
    if not hasattr(arrays, "_fields"):
        return []
    found = [arrays.__module__, arrays.__qualname__]
    for name, kind in arrays.__annotations__.items():
        kind_name = getattr(kind, "__forward_arg__", str(kind))
        found += [name, kind_name, *_describe(getattr(modules.get(arrays.__module__), kind_name, None))]
    return found
