// The desk without it works too; this prints on a button and keeps the queue fresh.
const EVERY = 15000;

const print = document.getElementById("print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

const live = document.getElementById("live");
const pause = document.getElementById("pause");
if (live && pause) keepFresh();

function keepFresh() {
  let paused = false;
  const say = (text) => { if (live.textContent !== text) live.textContent = text; };
  const sayState = () => {
    say(paused ? "自动更新已暂停。" : "每 15 秒自动更新。");
    pause.textContent = paused ? "继续自动更新" : "暂停自动更新";
  };
  pause.hidden = false;
  pause.addEventListener("click", () => { paused = !paused; sayState(); });
  sayState();
  setInterval(async () => {
    const queue = document.getElementById("queue");
    // Replacing what the keyboard stands on would lose the place.
    if (paused || document.hidden || queue.contains(document.activeElement)) return;
    try {
      const answer = await fetch(location.pathname, { redirect: "manual" });
      if (answer.type === "opaqueredirect") return say("登录已经过期，请刷新页面重新登录。");
      if (!answer.ok) throw new Error(String(answer.status));
      show(queue, await answer.text());
      if (!paused) sayState();
    } catch {
      say("连不上服务器，下面显示的可能不是最新的。正在重试。");
    }
  }, EVERY);
}

function show(queue, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("queue");
  if (fresh && fresh.innerHTML !== queue.innerHTML) queue.replaceWith(document.adoptNode(fresh));
}
