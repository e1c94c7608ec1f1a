// Making elements: everything shown goes through here as text or attribute, never as markup.

/**
 * A new element. `class` and other names become attributes, `on…` functions become listeners,
 * null, undefined and false are left out; children are nodes or text.
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Words for screen readers only. */
export function spoken(text) {
  return make("span", { class: "spoken" }, text);
}

/**
 * Blocks a button without the `disabled` attribute, which would throw away the keyboard focus
 * of the very person who just pressed it.
 */
export function block(button, blocked) {
  button.setAttribute("aria-disabled", String(blocked));
}

export function blocked(button) {
  return button.getAttribute("aria-disabled") === "true";
}
