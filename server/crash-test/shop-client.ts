import type { Dice } from "./dice.ts";
import { ADDED, ORDERED, VIEWED } from "./journeys.ts";

const RETRY_AFTER_MS = 40;
/** Between two requests of one client. */
const PAUSE_MS = 15;
/** More events than fit into one transaction of the server. */
const LARGE_BATCH_PEOPLE = 25;
/** Below this share of its turns a client sends a large batch, below the next the events of one person at once. */
const LARGE_BATCHES = 0.03;
const SMALL_BATCHES = 0.35;
/** How often a client goes away at a broken connection instead of trying again. */
const GIVES_UP = 0.03;

/** One thing a shop sends about a person. */
export interface SentItem {
  messageId: string;
  userId: string;
  /** Null for who the person is. */
  event: string | null;
  acknowledged: boolean;
}

/** Everything that was sent, by message id. */
export type Ledger = Map<string, SentItem>;

type Item = { messageId: string; userId: string } & (
  | { type: "identify"; traits: { email: string }; consent: { email: "granted" } }
  | { type: "track"; event: string; properties: Record<string, unknown> }
);

interface Shop {
  url: string;
  apiKey: string;
  dice: Dice;
  ledger: Ledger;
}

export function emailOf(userId: string): string {
  return `${userId}@example.net`;
}

/** A shop's program: sends what one customer after the other does, and tries again when the server is away. */
export class ShopClient {
  readonly #shop: Shop;
  readonly #name: string;
  #people = 0;
  #requests = 0;
  #stopping = false;
  #work: Promise<void> | null = null;

  constructor(shop: Shop, name: string) {
    this.#shop = shop;
    this.#name = name;
  }

  start(): void {
    this.#work = this.#sendAll();
    // Told by stop.
    this.#work.catch(() => {});
  }

  /** Resolves when what it had begun to send is acknowledged; rejects when the server refused something. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#work;
  }

  async #sendAll(): Promise<void> {
    while (!this.#stopping) {
      const kind = this.#shop.dice.unit(`${this.#name}:kind:${this.#people}`);
      if (kind < LARGE_BATCHES) {
        const people = Array.from({ length: LARGE_BATCH_PEOPLE }, () => this.#makePerson());
        await this.#send("/v1/batch", people.flat());
      } else if (kind < SMALL_BATCHES) await this.#send("/v1/batch", this.#makePerson());
      else await this.#sendOneByOne(this.#makePerson());
    }
  }

  async #sendOneByOne(items: Item[]): Promise<void> {
    for (const item of items) {
      if (!(await this.#send(item.type === "identify" ? "/v1/identify" : "/v1/track", [item]))) return;
    }
  }

  /** Who they are, what they looked at, what they put into the cart, and for some what they ordered. */
  #makePerson(): Item[] {
    const { dice } = this.#shop;
    const userId = `${this.#name}-${this.#people++}`;
    const events = [
      ...Array.from({ length: dice.between(`${userId}:views`, 0, 3) }, () => VIEWED),
      ...Array.from({ length: dice.between(`${userId}:adds`, 0, 2) }, () => ADDED),
      ...Array.from({ length: Math.max(0, dice.between(`${userId}:orders`, -1, 2)) }, () => ORDERED),
    ];
    const who: Item = {
      type: "identify",
      messageId: `${userId}-who`,
      userId,
      traits: { email: emailOf(userId) },
      consent: { email: "granted" },
    };
    const did = events.map((event, index): Item => {
      const messageId = `${userId}-${index}`;
      const product = { product_id: `candle-${index}`, name: "Cedar candle", price: 24, quantity: 1 };
      const properties = { id: messageId, cart_id: userId, ...(event === ADDED ? product : {}) };
      return { type: "track", messageId, userId, event, properties };
    });
    return [who, ...did];
  }

  /** False when the connection broke and the client went away. */
  async #send(path: string, items: Item[]): Promise<boolean> {
    const { url, apiKey, dice, ledger } = this.#shop;
    for (const item of items) {
      const { messageId, userId } = item;
      const event = item.type === "track" ? item.event : null;
      ledger.set(messageId, { messageId, userId, event, acknowledged: false });
    }
    const givesUp = dice.unit(`${this.#name}:patience:${this.#requests++}`) < GIVES_UP;
    const body = path === "/v1/batch" ? { batch: items } : items[0];
    while (!(await post(url + path, apiKey, body))) {
      if (givesUp) return false;
      await sleep(RETRY_AFTER_MS);
    }
    for (const { messageId } of items) ledger.get(messageId)!.acknowledged = true;
    await sleep(PAUSE_MS);
    return true;
  }
}

/** True when it was acknowledged, false when the connection broke before the whole answer was there. */
async function post(url: string, apiKey: string, body: unknown): Promise<boolean> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${apiKey}` };
  let answer: { status: number; text: string };
  try {
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    answer = { status: response.status, text: await response.text() };
  } catch {
    return false;
  }
  const { errors = [] } = JSON.parse(answer.text) as { errors?: unknown[] };
  if (answer.status !== 200 || errors.length > 0)
    throw new Error(`${url} answered ${answer.status}: ${answer.text}`);
  return true;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
