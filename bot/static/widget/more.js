// The arrow «往下还有», shown as long as the end of the conversation is below the edge of the log.
const CLOSE = 48; // pixels that do not count: the empty space under the last bubble

/** Shows `more` whenever the log hides something below; pressing it turns a page. */
export function followEnd(log, more) {
  const look = () => {
    more.hidden = log.scrollHeight - log.scrollTop - log.clientHeight <= CLOSE;
  };
  log.addEventListener("scroll", look);
  new MutationObserver(look).observe(log, { childList: true, subtree: true });
  new ResizeObserver(look).observe(log);
  more.addEventListener("click", () => log.scrollBy({ top: 0.8 * log.clientHeight }));
}
