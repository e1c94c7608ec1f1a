// The list of papers with big tick boxes; the server counts, the list shows.
import { linkify } from "./linkify.js";
import { make } from "./dom.js";

const HAVE = "已备好：";
const LACK = "还没有：";

let serial = 0; // makes ids for aria attributes unique inside the shadow tree

/** What a tap on this paper says in the conversation. */
export function tickText(paper) {
  return (paper.have ? LACK : HAVE) + paper.name;
}

export function isTick(text) {
  return text.startsWith(HAVE) || text.startsWith(LACK);
}

/**
 * The text without the numbered papers, which other channels need and the list shows better:
 * what stands above them and what stands below.
 */
export function aroundPapers(text, papers) {
  const lines = text.split("\n");
  const listed = lines.map((line) => /^\d+\. /.test(line) && isPaper(line.replace(/^\d+\. /, ""), papers));
  const first = listed.indexOf(true);
  if (first < 0) return { above: text, below: "" };
  return { above: lines.slice(0, first).join("\n"), below: lines.slice(listed.lastIndexOf(true) + 1).join("\n") };
}

function isPaper(line, papers) {
  return papers.some((paper) => line.startsWith(paper.name));
}

export class Checklist {
  /** `tick(paper)` is called when a paper is tapped, with the paper as it stands. */
  constructor(list, tick) {
    this.count = make("p", { class: "count" });
    this.rows = make("ul", { class: "papers" });
    this.heading = make("p", { class: "checklist-title" });
    this.element = make("div", { class: "checklist" }, this.heading, this.rows, this.count);
    this.tick = tick;
    this.papers = [];
    this.update(list);
  }

  /** Shows the new state; unchanged rows stay as they are, so that the focus and the reader's place stay too. */
  update(list) {
    const same = sameNames(list.papers, this.papers);
    this.title = list.title;
    this.papers = list.papers;
    this.heading.textContent = list.title;
    if (!same) this.rows.replaceChildren(...list.papers.map((paper, index) => this.#row(paper, index)));
    list.papers.forEach((paper, index) => mark(this.rows.children[index], paper));
    const missing = list.total - list.have;
    const text = missing ? `已有 ${list.have} 份，还缺 ${missing} 份` : `${list.total} 份材料都备齐了`;
    if (this.count.textContent !== text) this.count.textContent = text;
    this.count.classList.toggle("complete", missing === 0);
  }

  /** From now on the list can be read, not ticked. */
  close() {
    this.closed = true;
    this.element.classList.add("closed");
    for (const box of this.rows.querySelectorAll("button")) {
      box.setAttribute("aria-disabled", "true");
      box.tabIndex = -1;
    }
  }

  #row(paper, index) {
    const id = `paper-${(serial += 1)}`;
    const remarks = [paper.note, paper.reason].filter(Boolean);
    const box = make(
      "button",
      {
        type: "button",
        role: "checkbox",
        "aria-labelledby": id,
        "aria-describedby": remarks.length ? `${id}-why` : null,
        onclick: () => this.closed || this.tick(this.papers[index]),
      },
      make("span", { class: "box", "aria-hidden": "true" }),
      make("span", { class: "paper", id }, paper.name),
      make("span", { class: "state", "aria-hidden": "true" }),
    );
    return make("li", {}, box, remarks.length ? remarkBlock(`${id}-why`, remarks) : null);
  }
}

function remarkBlock(id, remarks) {
  return make("div", { class: "remarks", id }, ...remarks.map((text) => make("p", {}, ...linkify(text))));
}

function mark(row, paper) {
  row.firstElementChild.setAttribute("aria-checked", String(paper.have));
  row.querySelector(".state").textContent = paper.have ? "已有" : "还缺";
}

function sameNames(papers, others) {
  return papers.length === others.length && papers.every((paper, index) => paper.name === others[index].name);
}
