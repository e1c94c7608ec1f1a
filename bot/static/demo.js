// The demo page: example questions that ask themselves, and the page following 大字版.
import "./widget/widget.js";

const chat = document.querySelector("daoban-chat");
const large = document.querySelector("#large");

function follow() {
  document.documentElement.classList.toggle("large", chat.large);
  large.setAttribute("aria-pressed", String(chat.large));
}

function ask(event) {
  chat.say(event.currentTarget.textContent);
  document.querySelector("#chat").scrollIntoView({ block: "nearest" });
}

chat.addEventListener("daoban-large", follow);
large.addEventListener("click", () => chat.toggleLarge());
for (const example of document.querySelectorAll("[data-ask]")) example.addEventListener("click", ask);
follow();
