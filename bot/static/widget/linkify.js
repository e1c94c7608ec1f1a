// Plain text into text nodes and links: web addresses and phone numbers that can be dialled.
import { make } from "./dom.js";

const CANDIDATE = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+|\d[\d-]*\d/g;
const PHONE = /^(0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}|1[3-9]\d{9}|12345|12393|12333|12329|12315|12366)$/;
const TRAILING = /[.,;:!?)\]'(]+$/;

/** The text as nodes; line breaks are left to the style sheet. */
export function linkify(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const found = match[0].replace(TRAILING, "");
    const link = linkTo(found);
    if (!link) continue;
    nodes.push(text.slice(end, match.index), link);
    end = match.index + found.length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "");
}

function linkTo(found) {
  if (found.startsWith("http")) {
    return make("a", { href: found, target: "_blank", rel: "noopener noreferrer" }, found);
  }
  return PHONE.test(found) ? make("a", { href: `tel:${found}`, class: "phone" }, found) : null;
}
