// What is going on, below the log: «正在查…» as status, and trouble with a 重试 button as alert.
import { ChatError } from "./api.js";
import { make } from "./dom.js";
import { linkify } from "./linkify.js";

export class Notice {
  /** `changed()` is called whenever a turn begins or ends. */
  constructor({ log, status, trouble }, hotline, changed) {
    Object.assign(this, { log, status, trouble, hotline, changed });
  }

  working(doing) {
    this.#show(doing, true);
    // The button that was just pressed goes away; the focus must not fall back to the top of the page.
    if (this.trouble.contains(this.trouble.getRootNode().activeElement)) this.log.focus({ preventScroll: true });
    this.trouble.replaceChildren();
  }

  rest() {
    this.#show("", false);
  }

  /** Says what went wrong; `again` is offered if repeating can help. */
  complain(error, again) {
    const sentence = error instanceof ChatError ? error.message : "页面出了点问题，请刷新后再试。";
    const hotline = this.hotline ? `急用请拨打 ${this.hotline}。` : "";
    this.trouble.append(make("p", {}, ...linkify(sentence + hotline)));
    if (error.again) this.trouble.append(make("button", { type: "button", class: "again", onclick: again }, "重试"));
    this.log.scrollTop = this.log.scrollHeight; // the log has become lower: what failed stays in view
  }

  #show(doing, busy) {
    this.status.textContent = doing;
    this.status.classList.toggle("busy", busy);
    this.log.setAttribute("aria-busy", String(busy));
    this.changed();
  }
}
