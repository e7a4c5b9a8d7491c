"""What a command takes, as Typer is to see it: read off its function, or set where one function stands for another.

Typer evaluates the type of each parameter, with ``inspect``, as if it could be written as text. Ours are values that
Python has made already: reading them is a seventh of the work (one million instructions of a ``status``).
"""

from collections.abc import Callable, Sequence
from copy import copy
from typing import Annotated, Any, TypeVar, get_origin

from typer.models import OptionInfo, ParamMeta

_Result = TypeVar("_Result")
_SET = "parameters_for_typer"  # an attribute of a function


def parameters_of(function: Callable[..., Any]) -> Sequence[ParamMeta]:
    """Return what a function takes: its name, type and default; ``ParamMeta.empty`` stands for what it has not."""
    if (found := vars(function).get(_SET)) is not None:
        return found  # type: ignore[no-any-return]
    code, absent = function.__code__, ParamMeta.empty
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    defaults = function.__defaults__ or ()
    by_name = dict(zip(names[code.co_argcount - len(defaults) :], defaults, strict=False))
    by_name |= function.__kwdefaults__ or {}
    kinds = function.__annotations__
    return [ParamMeta(name=n, annotation=kinds.get(n, absent), default=by_name.get(n, absent)) for n in names]


def set_parameters(function: Callable[..., Any], parameters: Sequence[ParamMeta]) -> None:
    """Give a function the parameters that Typer is to see; it calls by name."""
    vars(function)[_SET] = parameters


def parameters_for_typer(function: Callable[..., Any]) -> dict[str, ParamMeta]:
    """Return what Typer's own ``get_params_from_function`` does, of a function whose types are values.

    What stands in an ``Annotated`` becomes the default, with the default of the parameter in it; the first name of an
    option, which Typer's ``Option`` takes for its default, goes back among its names.
    """
    found = {}
    for each in parameters_of(function):
        kind, default = each.annotation, each.default
        if get_origin(kind) is Annotated:
            default = copy(kind.__metadata__[0])
            if isinstance(default, OptionInfo) and default.default is not ...:
                default.param_decls = (str(default.default), *(default.param_decls or ()))
            default.default = ... if each.default is ParamMeta.empty else each.default
            kind = kind.__origin__
        found[each.name] = ParamMeta(name=each.name, annotation=kind, default=default)
    return found


def with_options(command: Callable[..., _Result]) -> Callable[..., _Result]:
    """Return the command that Typer is given for a function of which one parameter stands for several options.

    Such a parameter is of a NamedTuple whose fields are options (``fields: FieldOptions``); Typer sees these instead.
    """
    parameters: list[ParamMeta] = []
    bundles: dict[str, Any] = {}
    for each in parameters_of(command):
        if not hasattr(each.annotation, "_field_defaults"):
            parameters.append(each)
            continue
        bundles[each.name] = each.annotation
        for name, kind in each.annotation.__annotations__.items():
            parameters.append(ParamMeta(name=name, annotation=kind, default=each.annotation._field_defaults[name]))

    def run(**options: Any) -> _Result:
        for parameter, bundle in bundles.items():
            options[parameter] = bundle(*(options.pop(name) for name in bundle._fields))
        return command(**options)

    set_parameters(run, parameters)
    return run
