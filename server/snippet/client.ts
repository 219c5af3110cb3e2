import type { Identity } from "./identity.ts";
import type { Queue } from "./queue.ts";
import type { Sender } from "./sender.ts";

/** As much as the server takes for one event, in UTF-8. */
export const EVENT_MAX_BYTES = 32 * 1024;

export type Fields = Record<string, unknown>;

export interface ClientParts {
  identity: Identity;
  queue: Queue;
  sender: Pick<Sender, "wake">;
  newId(): string;
  /** Epoch milliseconds. */
  now(): number;
  /** Where the visitor is. */
  readPage(): { path: string; url: string; title: string; referrer: string; search: string };
  /** Of the browser: locale, time zone. */
  readContext(): Fields;
  onError(text: string): void;
}

/** Channels in which the visitor wants to be written to: all of it, or what is about one topic. */
type Asked = Partial<Record<"email" | "webPush", "pending">>;

/** What a page calls to tell about its visitor. */
export interface Client {
  /**
   * Who the visitor is, and what is known about them. `identify({ … })` adds to whoever it is. The `proof` is made by
   * the shop's own server: the HMAC-SHA-256 of the id under the key for messages in pages, in hex. With it the page
   * shows the customer's own messages.
   */
  identify(userId?: string | number | Fields | null, traits?: Fields, options?: { proof?: string }): void;
  track(event: string, properties?: Fields): void;
  page(name?: string | Fields, properties?: Fields): void;
  /** Asks for consent on the visitor's behalf: a page can only ask, the person confirms. */
  consent(asked: Asked & { topics?: Record<string, Asked> }): void;
  /** Forgets who the visitor is, as after signing out. */
  reset(): void;
}

export function createClient(parts: ClientParts): Client {
  const { identity, queue, sender, onError } = parts;

  function send(type: string, fields: Fields): void {
    const text = JSON.stringify({
      type,
      ...fields,
      messageId: parts.newId(),
      anonymousId: identity.anonymousId(),
      userId: identity.userId() ?? undefined,
      timestamp: new Date(parts.now()).toISOString(),
      context: { page: parts.readPage(), ...parts.readContext() },
    });
    if (new TextEncoder().encode(text).length > EVENT_MAX_BYTES) {
      onError(`An event is larger than ${EVENT_MAX_BYTES / 1024} kB and was left out`);
      return;
    }
    queue.add(text);
    sender.wake();
  }

  return {
    identify(userId, traits, options) {
      const isNamed = typeof userId === "string" || typeof userId === "number";
      const id = isNamed ? String(userId).trim() : "";
      if (id) identity.become(id, options?.proof);
      send("identify", { traits: (isNamed ? traits : (traits ?? userId)) ?? {} });
    },
    track(event, properties = {}) {
      send("track", { event, properties });
    },
    page(name, properties) {
      const isNamed = typeof name === "string";
      const own = (isNamed ? properties : (properties ?? name)) ?? {};
      send("page", { name: isNamed ? name : undefined, properties: { ...parts.readPage(), ...own } });
    },
    consent(asked) {
      let isMore = false;
      const text = JSON.stringify(asked, (_name, said: unknown) => {
        if (said === "pending" || Object(said) === said) return said;
        isMore = true;
      });
      const asks = text.includes(':"pending"');
      if (isMore) onError('A page can only ask for consent: write "pending"; the person confirms it');
      if (asks) send("identify", { traits: {}, consent: JSON.parse(text) });
    },
    reset() {
      identity.forget();
    },
  };
}
