"""``python -m sitegen``: the command line, where the package and what it needs are installed."""

from __future__ import annotations

import sys

from sitegen.cli import main

if __name__ == "__main__":
    sys.exit(main())
