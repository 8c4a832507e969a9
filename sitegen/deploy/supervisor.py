"""Runs a program for as long as somebody holds the other end of its standard input.

A program that was started by a process which is killed would go on, and write to a target while
the next publication does. This file is run by itself: it imports nothing of the builder.
"""

from __future__ import annotations

import subprocess
import sys


def main() -> None:
    """Run the command given as arguments, and end it when standard input ends."""
    with subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL) as program:
        sys.stdin.buffer.read()
        program.terminate()


if __name__ == "__main__":
    main()
