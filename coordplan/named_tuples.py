"""``NamedTuple`` as ``typing`` has it, made in a quarter of the time: a ``status`` imports a hundred of them.

``typing`` looks at the type of every field, which a type checker has done long before, and compiles a function for each
class. Here a class compiles its own when the first value of it is made, and most of the hundred make none: 0.8 million
instructions a class become 0.2, one and a half times a bare Python together.
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.version_info >= (3, 14):  # from there on types are evaluated only where somebody asks
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter  # what `collections.namedtuple` gives each field

    class _NamedTupleType(type):
        def __new__(cls, name, bases, namespace):
            fields = tuple(namespace.get("__annotations__", ()))
            if fields:
                defaults = {each: namespace.pop(each) for each in fields if each in namespace}
                required = fields[: len(fields) - len(defaults)]
                if not defaults.keys().isdisjoint(required):
                    raise TypeError(f"{name}: a field without a default follows one with a default")
                namespace |= {each: _tuplegetter(at, None) for at, each in enumerate(fields)}
                namespace |= {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
            return super().__new__(cls, name, bases, {"__slots__": (), **namespace})

    class NamedTuple(tuple, metaclass=_NamedTupleType):
        _fields = ()
        _field_defaults = {}  # noqa: RUF012  as in `collections`

        def __new__(cls, *values, **by_name):
            made = _constructor(cls)
            cls.__new__ = made
            return made(cls, *values, **by_name)

        @classmethod
        def _make(cls, iterable):
            made = tuple.__new__(cls, iterable)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changed):
            made = self._make(map(changed.pop, self._fields, self))
            if changed:
                raise ValueError(f"Got unexpected field names: {list(changed)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            shown = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self):
            return tuple(self)

    def _constructor(cls):
        """Return the ``__new__`` of a class, with a parameter for each field, as fast as one that is written."""
        names = ", ".join(cls._fields)
        makes = f"lambda _cls, {names}: _make(_cls, ({names},))"
        made = eval(makes, {"_make": tuple.__new__, "__builtins__": {}})  # noqa: S307  of names in our own code
        made.__name__, made.__qualname__ = "__new__", f"{cls.__qualname__}.__new__"
        made.__defaults__ = tuple(cls._field_defaults.values())
        return made
