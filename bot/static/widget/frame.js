// The still parts of the widget: heading, log, status, trouble, composer. Built once, before any message.
import { make } from "./dom.js";

const EXAMPLE = "例如：异地住院怎么报销";

/** All parts by name; `frame` is the element that holds them. */
export function buildFrame(title, floating) {
  const parts = { ...heading(title, floating), ...conversation(), ...composer() };
  parts.frame = make(
    "section",
    { class: "frame", "aria-label": title, role: floating ? "dialog" : "region", id: "panel", tabindex: "-1" },
    parts.bar,
    parts.log,
    make("div", { class: "foot" }, parts.more, parts.status, parts.trouble, parts.form),
  );
  return parts;
}

/** The button that opens the floating panel. */
export function buildLauncher(title) {
  const attributes = { type: "button", class: "launcher", "aria-expanded": "false", "aria-controls": "panel" };
  return make("button", attributes, title);
}

function heading(title, floating) {
  const large = make("button", { type: "button", class: "plain size", "aria-pressed": "false" }, "大字版");
  const close = floating ? make("button", { type: "button", class: "plain" }, "关闭") : null;
  return { large, close, bar: make("header", { class: "bar" }, make("h2", {}, title), large, close) };
}

function conversation() {
  return {
    log: make("div", { class: "log", role: "log", "aria-label": "对话记录", tabindex: "0" }),
    more: make("button", { type: "button", class: "more", tabindex: "-1", "aria-label": "往下还有", hidden: true }, "↓"),
    status: make("p", { class: "status", role: "status" }),
    trouble: make("div", { class: "trouble", role: "alert" }),
  };
}

function composer() {
  const human = make("button", { type: "button", class: "quick" }, "转人工");
  const restart = make("button", { type: "button", class: "quick" }, "重新开始");
  const input = make("textarea", {
    id: "question",
    rows: 2,
    placeholder: EXAMPLE,
    autocomplete: "off",
    enterkeyhint: "send",
    "aria-describedby": "keys",
  });
  const send = make("button", { type: "submit", class: "send", "aria-disabled": "true" }, "发送");
  const form = make(
    "form",
    { class: "composer" },
    make(
      "div",
      { class: "above" },
      make("label", { for: "question" }, "您要办什么事"),
      make("div", { class: "quicks" }, human, restart),
    ),
    make("div", { class: "field" }, input, send),
    make("p", { class: "keys", id: "keys" }, "按回车键发送，Shift + 回车换行"),
  );
  return { human, restart, input, send, form };
}
