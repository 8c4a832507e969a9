"""Measure this builder and others on one site: `python3 benchmarks/run.py --help`."""

import sys
from pathlib import Path


def main() -> int:
    """Make the project's folder known to Python, then hand over."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from benchmarks import command

    return command.main()


if __name__ == "__main__":
    sys.exit(main())
