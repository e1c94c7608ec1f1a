// Talking to the server: GET /chat for what was said, POST /chat for one turn.

const PATIENCE = 20_000; // milliseconds before a turn counts as lost

/** A turn that failed; the message is the sentence to show, `again` says whether repeating can help. */
export class ChatError extends Error {
  constructor(sentence, again) {
    super(sentence);
    this.again = again;
  }
}

export class Api {
  constructor(address) {
    this.address = address;
  }

  /** The conversation so far: `{messages, greeting}`. */
  history() {
    return this.#call({ method: "GET" });
  }

  /** One turn; `{id, text, payload?}` in, `{messages}` out. The same id may be sent again. */
  send(message) {
    return this.#call({
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(message),
    });
  }

  async #call(request) {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), PATIENCE);
    try {
      const options = { credentials: "include", cache: "no-store", signal: giveUp.signal };
      return await read(await fetch(this.address, { ...request, ...options }));
    } catch (error) {
      throw error instanceof ChatError ? error : new ChatError(unreachable(giveUp.signal.aborted), true);
    } finally {
      clearTimeout(timer);
    }
  }
}

async function read(response) {
  if (response.ok) return response.json();
  const body = await response.json().catch(() => ({}));
  const again = response.status >= 500 || response.status === 429 || response.status === 408;
  throw new ChatError(typeof body.error === "string" ? body.error : "服务暂时出了问题，请稍后再试。", again);
}

function unreachable(waited) {
  return waited ? "等了很久没有收到回复，请再试一次。" : "网络不通，没有收到回复。请检查网络后再试。";
}

/** A version-4 UUID; crypto.randomUUID is missing on plain http, getRandomValues is not. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
