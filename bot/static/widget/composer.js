// The text field: Enter sends, Shift+Enter breaks the line, pinyin input is left alone, words are kept on failure.
import { block, blocked } from "./dom.js";

export class Composer {
  /** `submit(text)` is called with what is to be sent; `busy()` says whether that must wait. */
  constructor({ form, input, send }, { submit, busy }) {
    Object.assign(this, { input, send, submit, busy });
    form.addEventListener("submit", (event) => this.#submit(event));
    input.addEventListener("input", () => this.refresh());
    input.addEventListener("keydown", (event) => this.#key(event));
    this.refresh();
  }

  /** 发送 is open only for words, and while no turn is under way. */
  refresh() {
    block(this.send, this.busy() || !this.input.value.trim());
  }

  /** Puts words that did not get through back, unless new ones are being written. */
  giveBack(text) {
    this.input.value ||= text;
    this.refresh();
  }

  /** Forgets the words if they are these: they got on their way by another button. */
  forget(text) {
    if (this.input.value.trim() === text) this.input.value = "";
    this.refresh();
  }

  // 229: some browsers report the Enter that ends pinyin input this way, when isComposing is false again.
  #key(event) {
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && !event.shiftKey && !composing) this.#submit(event);
  }

  #submit(event) {
    event.preventDefault();
    this.refresh();
    if (blocked(this.send)) return;
    const text = this.input.value.trim();
    this.input.value = "";
    this.submit(text);
    this.refresh();
  }
}
