"""What a person is told when something goes wrong."""

from __future__ import annotations

import errno
import logging
import traceback


def explain(error: Exception) -> tuple[str, int]:
    """The message for an error and the exit code: 1 an input or a service failed, 2 wrong use.

    An error that nobody foresaw is named as such, with the place in the code and where to report it; the full
    traceback goes to the log file in KG_HOME.
    """
    from kg.errors import KgError
    from kg.log import place as log_file
    from loaders.document.model import DocumentError
    from loaders.sheet import SheetError
    from queries.query import QueryError

    if isinstance(error, KgError):
        return str(error), error.exit_code
    if isinstance(error, QueryError):
        return str(error), 2
    if isinstance(error, SheetError | DocumentError):
        return str(error), 1
    if type(error).__name__ == "NoModel" or getattr(type(error), "told_to_user", False):
        return str(error), 1
    if isinstance(error, OSError):
        return os_error(error), 1
    logging.getLogger("kg").error("an error that nobody foresaw", exc_info=error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"an error that kg does not know: {type(error).__name__}: {error} "
        f"(at {last.filename}:{last.lineno}). This is a fault in kg; please report it with the command you gave "
        f"(all of it is in {log_file()}).",
        1,
    )


def os_error(error: OSError) -> str:
    """An error of the file system, with the file and what can be done."""
    place = error.filename or "a file"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"{place}: the disk is full; nothing half-written was left. Free some space and try again"
        case errno.EACCES | errno.EPERM:
            return f"{place}: no permission"
        case errno.ENOENT:
            return f"{place}: no such file or folder"
        case errno.EISDIR:
            return f"{place}: this is a folder, not a file"
        case errno.EROFS:
            return f"{place}: the file system is read-only"
    return f"{place}: {error.strerror or error}"
