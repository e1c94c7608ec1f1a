// The conversation as it is shown: messages in order, one set of live options, one live checklist.
import { aroundPapers, Checklist, isTick } from "./checklist.js";
import { botBubble, Options, ownBubble, timeMark, words } from "./message.js";

const RESTART = "重新开始";
const WELCOME = "您好。请像平时说话一样告诉我要办什么事，例如：异地住院怎么报销、慢病卡怎么办。";
const PAUSE = 30 * 60 * 1000; // a longer silence gets a time mark

export class Log {
  /** `choose(option)` and `tick(paper)` are called for what is pressed in the log. */
  constructor(element, { choose, tick }) {
    this.element = element;
    this.choose = choose;
    this.tick = tick;
    this.options = null;
    this.checklist = null;
    this.lastAt = 0;
  }

  /** Shows a stored conversation, oldest first. */
  restore(messages) {
    let ticking = false;
    messages.forEach((message, index) => {
      if (message.by !== "user") return this.#show(message, ticking);
      if (message.text === RESTART) this.#closeChecklist();
      ticking = isTick(message.text) && this.#updates(messages[index + 1]);
      if (!ticking) this.say(message.text, message.at);
    });
    if (!messages.length && !this.element.firstChild) this.#append(botBubble({ text: WELCOME }));
    this.element.scrollTop = this.element.scrollHeight;
  }

  /** The person's words, at once; returns the bubble so that it can be marked or taken back. */
  say(text, at) {
    this.spend(text);
    const bubble = ownBubble(text);
    this.#append(bubble, at);
    this.element.scrollTop = this.element.scrollHeight;
    return bubble;
  }

  /** The options can no longer be pressed; the one with these words was. */
  spend(text) {
    this.options?.close(text);
  }

  /** Takes `spend` back. */
  reopen() {
    this.options?.open();
  }

  /** The assistant's answers to the words `to`; those to a tick change the list in place. */
  answer(messages, { to = "", ticked = false }) {
    if (to === RESTART) this.#closeChecklist();
    const before = this.element.lastElementChild;
    for (const message of messages) this.#show(message, ticked);
    if (this.element.lastElementChild !== before) this.#reveal(ticked ? null : before);
  }

  #show(message, ticked) {
    const buttons = message.buttons?.length ? new Options(message.buttons, this.choose) : null;
    if (buttons) this.options?.close();
    if (buttons || this.options?.spent) this.options = buttons;
    if (ticked && this.#updates(message)) return this.#refresh(message, buttons);
    const turn = message.custom?.checklist ? this.#listTurn(message, buttons) : botBubble(message, buttons);
    this.#append(turn, message.at);
  }

  #updates(message) {
    const list = message?.custom?.checklist;
    return Boolean(list && this.checklist && list.title === this.checklist.title);
  }

  #listTurn(message, buttons) {
    this.#closeChecklist();
    const { checklist } = message.custom;
    this.checklist = new Checklist(checklist, this.tick);
    const { above, below } = aroundPapers(message.text ?? "", checklist.papers);
    this.listTurn = botBubble({ ...message, text: above }, this.checklist, below && words(below), buttons);
    return this.listTurn;
  }

  #closeChecklist() {
    this.checklist?.close();
    this.checklist = null;
  }

  #refresh(message, buttons) {
    this.checklist.update(message.custom.checklist);
    this.listTurn.querySelector(".options")?.remove();
    if (buttons) this.listTurn.firstElementChild.append(buttons.element);
  }

  #append(node, at) {
    const date = new Date(at ?? Date.now());
    if (!Number.isNaN(date.getTime())) {
      if (this.lastAt && date - this.lastAt > PAUSE) this.element.append(timeMark(date));
      this.lastAt = date.getTime();
    }
    this.element.append(node);
  }

  // A long answer is read from its top: the question above it stays in view.
  #reveal(question) {
    this.element.scrollTop = question ? question.offsetTop - 8 : this.element.scrollHeight;
  }
}
