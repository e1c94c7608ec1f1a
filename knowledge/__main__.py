"""`python -m knowledge` checks the content; `python -m knowledge show SERVICE REGION` prints one guide as JSON."""

from __future__ import annotations

import argparse
import json
import sys

from knowledge.check import inventory
from knowledge.loader import ContentError, load
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
        catalogue = load()
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    if options.command is None:
        print("\n".join([*inventory(catalogue), "内容检查：没有问题"]))
        return 0
    if options.region not in catalogue.regions:
        print(f"没有这个参保地：{options.region}", file=sys.stderr)
        return 1
    guide = catalogue.guide(options.service, options.region)
    if guide is None:
        print(f"没有这份指南：{options.service} {options.region}", file=sys.stderr)
        return 1
    print(json.dumps(resolved(catalogue, guide), ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
