"""Which exceptions mean "cannot go on", and what is said of a bug."""

from __future__ import annotations

import sys
import traceback

from sitegen import __version__
from sitegen.safe_text import safe_lines

BUG_TEXT = (
    f"this is a bug in the builder (version {__version__}), not in your site.\n"
    "Nothing was published. Please report it with the lines above."
)


def refusals() -> tuple[type[Exception], ...]:
    """Return the exceptions that mean "cannot go on" and are no bug."""
    from sitegen.cluster import NoClusterError
    from sitegen.companions.compressed import NoBrotliError
    from sitegen.compare.commit import NoSuchCommitError
    from sitegen.compare.published import NoBuiltSiteError
    from sitegen.deliver.host import PublicationError
    from sitegen.explain import UnknownPageError
    from sitegen.host_rules import UnknownHostError
    from sitegen.incremental.traces import StillRunningError
    from sitegen.pipeline import KeepsChangingError
    from sitegen.publish.folder import OutputRefusedError
    from sitegen.selection import UnknownPathError
    from sitegen.sources import SiteNotFoundError
    from sitegen.verify import NothingToVerifyError, UnpublishedPagesError
    from sitegen.verify_published import NothingToCompareError

    return (
        KeepsChangingError,
        NoBuiltSiteError,
        NoBrotliError,
        NoClusterError,
        NoSuchCommitError,
        NothingToCompareError,
        NothingToVerifyError,
        OSError,
        OutputRefusedError,
        PublicationError,
        SiteNotFoundError,
        StillRunningError,
        UnknownHostError,
        UnknownPageError,
        UnknownPathError,
        UnpublishedPagesError,
    )


def excuse(error: Exception) -> str:
    """Say why a build did not end; of a bug, print where it happened."""
    if isinstance(error, refusals()):
        return safe_lines(str(error))
    print_bug(error)
    return BUG_TEXT


def print_bug(error: Exception) -> None:
    """Print where a bug came up; what it quotes of the site steers no terminal."""
    print(safe_lines("".join(traceback.format_exception(error))), file=sys.stderr, end="")
