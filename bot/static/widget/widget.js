// <daoban-chat>: the chat of the 医保 assistant as a web component, and the file other pages load.
//
//   <script type="module" src="https://…/widget.js"></script>
//   <daoban-chat></daoban-chat>                 in the page; the page gives it its height
//   <daoban-chat mode="float"></daoban-chat>    a button at the lower right that opens a panel
//
// Attributes: endpoint (address of /chat; otherwise on the server this file came from), heading, hotline
// (told when the server cannot be reached), page-size (the page has a 大字版 switch of its own).
// For the page: say(text) asks as if it had been typed; large, toggleLarge() and the event daoban-large are 大字版.
// Who is talking is the server's cookie, never chosen here.
import { Api } from "./api.js";
import { tickText } from "./checklist.js";
import { Composer } from "./composer.js";
import { make } from "./dom.js";
import { buildFrame, buildLauncher } from "./frame.js";
import { Log } from "./log.js";
import { followEnd } from "./more.js";
import { Notice } from "./notice.js";
import { Panel } from "./panel.js";
import { storedLarge, storeLarge } from "./size.js";
import { Turns } from "./turns.js";

const SHEETS = ["style.css", "messages.css", "composer.css"];

/** Resolves when the style sheet is there, or cannot be had. */
function settled(sheet) {
  return new Promise((resolve) => {
    for (const event of ["load", "error"]) sheet.addEventListener(event, resolve);
  });
}

class DaobanChat extends HTMLElement {
  #parts = null;
  #turns = null;
  #panel = null;

  connectedCallback() {
    if (this.#parts) return;
    const floating = this.getAttribute("mode") === "float";
    const title = this.getAttribute("heading") ?? "医保办事助手";
    const launcher = floating ? buildLauncher(title) : null;
    this.#parts = buildFrame(title, floating);
    this.lang ||= "zh-CN";
    this.#converse();
    this.#show(launcher);
    this.#listen();
    this.large = storedLarge();
    if (floating) this.#panel = new Panel({ ...this.#parts, launcher }, () => this.#turns.restore());
    else this.#turns.restore();
  }

  /** Asks `text`, opening the panel if there is one. */
  say(text) {
    this.#panel?.open();
    if (text.trim()) this.#turns.say({ text: text.trim() });
  }

  /** 大字版: larger letters and larger buttons; `daoban-large` tells the page of a change. */
  get large() {
    return this.hasAttribute("large");
  }

  set large(large) {
    this.toggleAttribute("large", large);
    this.#parts?.large.setAttribute("aria-pressed", String(large));
    this.dispatchEvent(new CustomEvent("daoban-large", { detail: { large }, bubbles: true, composed: true }));
  }

  /** Switches 大字版 and remembers it for this browser. */
  toggleLarge() {
    this.large = !this.large;
    storeLarge(this.large);
  }

  #converse() {
    const parts = this.#parts;
    const api = new Api(this.getAttribute("endpoint") ?? new URL("../../chat", import.meta.url));
    const composer = new Composer(parts, {
      submit: (text) => this.#turns.repeats(text) || this.#turns.say({ text }),
      busy: () => this.#turns?.busy ?? false,
    });
    const notice = new Notice(parts, this.getAttribute("hotline"), () => composer.refresh());
    const log = new Log(parts.log, {
      choose: ({ title, payload }) => this.#turns.say({ text: String(title), payload }),
      tick: (paper) => this.#turns.say({ text: tickText(paper), payload: paper.payload }, { ticked: true }),
    });
    this.#turns = new Turns(api, log, notice, composer);
  }

  #show(launcher) {
    const body = make("div", { class: "root", hidden: true }, this.#parts.frame, launcher);
    const sheets = SHEETS.map((name) => make("link", { rel: "stylesheet", href: new URL(name, import.meta.url) }));
    // Without its style sheets the widget would flash up as bare markup.
    Promise.all(sheets.map(settled)).then(() => (body.hidden = false));
    this.attachShadow({ mode: "open" }).append(...sheets, body);
  }

  #listen() {
    const { human, restart, large, log, more } = this.#parts;
    followEnd(log, more);
    for (const quick of [human, restart]) quick.addEventListener("click", () => this.say(quick.textContent));
    large.addEventListener("click", () => this.toggleLarge());
  }
}

customElements.get("daoban-chat") ?? customElements.define("daoban-chat", DaobanChat);
