"""A prep pack as one HTML file: the style inside, no script, nothing to fetch.

The page forbids itself everything by a content security policy, so that a slip in escaping could still do nothing.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from interview_cli.report.view import view_pack
from interview_cli.report.words import direction

if TYPE_CHECKING:
    from jinja2 import Environment

    from interview_cli.models import Pack

TEMPLATES: Final = files("interview_cli.report") / "templates"


def render_html(pack: Pack) -> str:
    """`pack` as a whole HTML document. The same pack gives the same bytes."""
    from markupsafe import Markup

    style = (TEMPLATES / "pack.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = _environment().get_template("pack.html.j2")
    # The style is ours alone, and the one text that goes in unescaped.
    page = template.render(v=view_pack(pack), style=Markup(style), style_hash=digest)  # noqa: S704
    return page.strip() + "\n"


@cache
def _environment() -> Environment:
    return make_environment()


def make_environment() -> Environment:
    """Our templates, everything escaped; `direction` tells where a text runs from right to left."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: (TEMPLATES / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["direction"] = direction
    return environment
