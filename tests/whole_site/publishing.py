"""The frozen site: what is in it, and how tests build it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from promises.published import Published
from promises.the_site import TheSite, choose
from sitegen.build_request import Options
from sitegen.pipeline import build
from tests.frozen import frozen_site

SITE = frozen_site()
DAY = date(2026, 11, 21)
FROZEN_SITE = TheSite(SITE, DAY)
choose(FROZEN_SITE)


def data(name: str) -> Any:
    """Return what one of the site's data files holds, read without the builder."""
    return yaml.safe_load((SITE / f"data/{name}.yaml").read_text("utf-8"))


def publish(output: Path, site: Path = SITE, base_url: str = "") -> Published:
    """Build the site on a fixed day. Drafts are built too: what is to come is tested first."""
    options = Options(site=site, output=output, day=DAY, base_url=base_url, drafts=True)
    result = build(options)
    assert not result.failed, result.diagnostics
    return Published(output, base_url or str(data("site")["base_url"]))
