// One message as elements: bubble, numbered options, handoff code, source line.
import { block, blocked, make, spoken } from "./dom.js";
import { linkify } from "./linkify.js";

/** A person's own words. */
export function ownBubble(text) {
  return make("div", { class: "turn user" }, make("div", { class: "bubble" }, spoken("您说："), make("span", {}, text)));
}

/** The assistant's words with what belongs under them; `extras` (checklist, options …) each bring an `element`. */
export function botBubble(message, ...extras) {
  const custom = message.custom ?? {};
  const bubble = make("div", { class: "bubble" }, spoken("助手说："));
  if (message.text) bubble.append(words(message.text).element);
  if (custom.handoff?.code) bubble.append(handoffCard(String(custom.handoff.code)));
  bubble.append(...extras.filter(Boolean).map((extra) => extra.element));
  if (custom.source?.title && !message.text?.includes(custom.source.title)) bubble.append(sourceLine(custom.source));
  return make("div", { class: "turn bot" }, bubble);
}

/** A paragraph of the assistant's words. */
export function words(text) {
  return { element: make("p", { class: "text" }, ...linkify(text)) };
}

function handoffCard(code) {
  return make(
    "div",
    { class: "handoff" },
    make("span", { class: "handoff-label" }, "您的工单编号"),
    make("strong", { class: "code" }, code),
    make("span", { class: "handoff-label" }, "请记下来，告诉接听的工作人员"),
  );
}

function sourceLine(source) {
  const parts = [source.title, source.section, source.issued].filter(Boolean).map(String);
  return make("p", { class: "source" }, `依据：${parts.join(" · ")}`);
}

/** Under which day and hour the following messages were said. */
export function timeMark(date) {
  const sameDay = date.toDateString() === new Date().toDateString();
  const day = sameDay ? "今天" : `${date.getMonth() + 1}月${date.getDate()}日`;
  const minutes = String(date.getMinutes()).padStart(2, "0");
  const text = `${day} ${date.getHours()}:${minutes}`;
  return make("time", { class: "when", datetime: date.toISOString() }, text);
}

/** The options of one message: live until the person has spoken or newer options come. */
export class Options {
  /** `choose({title, payload})` is called with the option that was pressed. */
  constructor(buttons, choose) {
    this.items = buttons.map((button, index) => {
      const label = [make("span", { class: "number" }, `${index + 1}.`), make("span", {}, String(button.title))];
      const item = make("button", { type: "button", class: "option" }, ...label);
      item.addEventListener("click", () => blocked(item) || choose(button));
      return { item, title: String(button.title) };
    });
    this.element = make("div", { class: "options", role: "group", "aria-label": "可选的回答" });
    this.element.append(...this.items.map(({ item }) => item));
    this.spent = false;
  }

  /** Spent: shown, not to be pressed; the option that equals the person's words is marked. */
  close(words = "") {
    if (this.spent) return;
    this.spent = true;
    for (const { item, title } of this.items) this.#spend(item, title === words);
    this.element.classList.add("spent");
  }

  /** Takes `close` back, when the choice did not reach the server. */
  open() {
    this.spent = false;
    this.element.classList.remove("spent");
    for (const { item } of this.items) {
      block(item, false);
      item.removeAttribute("tabindex");
      item.classList.remove("chosen");
      item.querySelector(".spoken")?.remove();
    }
  }

  #spend(item, chosen) {
    block(item, true);
    item.tabIndex = -1;
    if (!chosen) return;
    item.classList.add("chosen");
    item.append(spoken("（已选）"));
  }
}
