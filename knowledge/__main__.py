"""`python -m knowledge` checks the content; `python -m knowledge show SERVICE REGION` prints one guide as JSON."""

from __future__ import annotations

import argparse
import json
import sys

from knowledge.inventory import inventory
from knowledge.loader import ContentError, content_problems, load
from knowledge.resolved import resolved


def main(arguments: list[str] | None = None) -> int:
    """0 when all is well, 1 with every problem on standard error otherwise."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description="检查内容，或显示一份办事指南")
    commands = parser.add_subparsers(dest="command")
    show = commands.add_parser("show", help="显示一份办事指南（JSON）")
    show.add_argument("service", help="事项编号，如 transfer")
    show.add_argument("region", help="参保地编号，如 suining")
    options = parser.parse_args(arguments)
    try:
        return _check() if options.command is None else _show(options.service, options.region)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1


def _check() -> int:
    problems = content_problems()
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    print("\n".join([*inventory(load()), "内容检查：没有问题"]))
    return 0


def _show(service: str, region: str) -> int:
    catalogue = load()
    insured = catalogue.region_named(region)
    if insured is None:
        print(f"没有这个参保地：{region}", file=sys.stderr)
        return 1
    guide = catalogue.guide(service, insured)
    if guide is None:
        print(f"没有这份指南：{service} {region}", file=sys.stderr)
        return 1
    print(json.dumps(resolved(catalogue, guide), ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
