// mode="float": a button that opens the chat as a panel; Esc closes it and gives the focus back.

export class Panel {
  /** `opened` is called once, the first time the panel is opened. */
  constructor({ frame, launcher, close }, opened) {
    this.frame = frame;
    this.launcher = launcher;
    this.opened = opened;
    frame.hidden = true;
    launcher.addEventListener("click", () => this.open());
    close.addEventListener("click", () => this.close());
    frame.addEventListener("keydown", (event) => this.#key(event));
  }

  open() {
    if (!this.frame.hidden) return;
    this.#show(true);
    this.frame.focus();
    this.opened?.();
    this.opened = null;
  }

  close() {
    this.#show(false);
    this.launcher.focus();
  }

  #show(shown) {
    this.frame.hidden = !shown;
    this.launcher.hidden = shown;
    this.launcher.setAttribute("aria-expanded", String(shown));
  }

  // The Esc that gives up a pinyin input must not close the panel.
  #key(event) {
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) return;
    event.stopPropagation();
    this.close();
  }
}
