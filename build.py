"""Build the site: `python3 build.py`; `python3 build.py --help` shows what else it does.

This file runs on Pythons that are too old for the rest, to be able to say so: nothing newer than
Python 3.6 may stand here, and nothing of sitegen may be imported before the check.
"""

import gc
import sys

OLDEST = (3, 11)
TOO_OLD = """build.py: this is Python {0}.{1}, and the site needs Python 3.11 or newer.
Install one: https://www.python.org/downloads/
    or, on Debian 12 and Ubuntu 24.04 or newer: apt-get install python3 python3-venv
Then run build.py with it, for example: python3.11 build.py
"""


def main() -> int:
    """Make sure that all packages are there, then hand over to the command line."""
    if sys.version_info < OLDEST:
        sys.stderr.write(TOO_OLD.format(*sys.version_info))
        return 2
    from tools import bootstrap

    words = sys.argv[1:]
    code = bootstrap.prepare(words)
    if code is not None:
        return code
    if words[:1] == ["test"] or words[:2] == ["help", "test"]:
        from tests import run

        return run.run_tests(words[1:] if words[0] == "test" else ["--help"])
    from sitegen import cli

    code = cli.main()
    gc.freeze()  # Python looks through all that is in memory when it ends: for nothing here
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.stderr.write("build.py: stopped.\n")
        sys.exit(130)
