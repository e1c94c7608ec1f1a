// The turns of one conversation: one at a time, in order, repeatable with the same id after a failure.
import { newId } from "./api.js";

/** What a turn is: the `message` to send, and whether it `ticked` a paper (then it has no bubble). */
function turnOf(words, ticked) {
  return { message: { id: newId(), ...words }, ticked, bubble: null };
}

export class Turns {
  #running = null; // the turn under way, or "restore"
  #waiting = [];
  #failed = null;

  /** `notice` shows state and trouble; typed words that did not get through go back to the `composer`. */
  constructor(api, log, notice, composer) {
    Object.assign(this, { api, log, notice, composer });
  }

  get busy() {
    return this.#running !== null;
  }

  /** Says `{text, payload?}` now or, if a turn is under way, after it; the same words wait only once. */
  say(words, { ticked = false } = {}) {
    const turn = turnOf(words, ticked);
    if (!this.busy) this.#begin(turn);
    else if (!this.#hasWaiting(words.text)) this.#waiting.push(turn);
  }

  /** Repeats the turn that failed if these are its words: the server may have done it already. */
  repeats(text) {
    const message = this.#failed?.message;
    if (!message || message.payload || message.text !== text) return false;
    this.#repeat();
    return true;
  }

  /** Fetches and shows what was said before. */
  async restore() {
    await this.#attempt("restore", "正在打开对话", async () => {
      const { messages } = await this.api.history();
      this.log.restore(messages);
    });
  }

  #hasWaiting(text) {
    return [this.#running, ...this.#waiting].some((turn) => turn.message?.text === text);
  }

  #begin(turn) {
    this.#failed?.bubble?.remove();
    if (!turn.ticked) turn.bubble = this.log.say(turn.message.text);
    return this.#run(turn);
  }

  #repeat() {
    const turn = this.#failed;
    turn.bubble?.classList.remove("failed");
    if (turn.bubble) this.log.spend(turn.message.text);
    this.composer.forget(turn.message.text);
    return this.#run(turn);
  }

  #run(turn) {
    this.#failed = null;
    return this.#attempt(turn, turn.ticked ? "正在记下" : "正在查办事指南", async () => {
      const { messages } = await this.api.send(turn.message);
      this.log.answer(messages, { to: turn.message.text, ticked: turn.ticked });
    });
  }

  async #attempt(turn, doing, work) {
    this.#running = turn;
    this.notice.working(doing);
    const trouble = await work().catch((error) => error);
    this.#running = null;
    this.notice.rest();
    if (trouble) this.#fail(turn, trouble);
    const next = this.#waiting.shift();
    if (next) await this.#begin(next);
  }

  #fail(turn, error) {
    if (turn === "restore") return this.notice.complain(error, () => this.restore());
    this.#waiting = [];
    this.#failed = turn;
    turn.bubble?.classList.add("failed");
    if (turn.bubble) this.log.reopen();
    if (!turn.message.payload) this.composer.giveBack(turn.message.text);
    this.notice.complain(error, () => this.#repeat());
  }
}
