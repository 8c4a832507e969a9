"""A static site builder: its version, and how it is called.

That is by build.py in the project's folder, as ``sitegen`` elsewhere.
"""

from __future__ import annotations

from pathlib import Path

__version__ = "0.1.0"

_ABOVE = Path(__file__).resolve().parents[1]

#: The builder runs in the project's own folder, and not as an installed package.
IS_PROJECT = (_ABOVE / "build.py").is_file() and (_ABOVE / "pyproject.toml").is_file()
#: The site that is meant if no other is named: this project's own, or the folder one is in.
ROOT = _ABOVE if IS_PROJECT else Path.cwd()
NAME = "build.py" if IS_PROJECT else "sitegen"
COMMAND = "python3 build.py" if IS_PROJECT else "sitegen"
