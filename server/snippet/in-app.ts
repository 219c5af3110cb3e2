import type { InAppAnswer, InAppMessage } from "#server/http/in-app.ts";
import type { Identity } from "./identity.ts";
import type { InAppView } from "./in-app/view.ts";
import type { Shelf } from "./storage.ts";

/** Where a site shows the messages that came so far. */
export const INBOX = "[data-rekindle-inbox]";
/** What the server said last, so that the next page need not ask at once. */
const KEPT = "rekindle:in-app";
/** The messages that no longer show up by themselves. */
export const DONE = "rekindle:in-app-done";
/** After a failure. */
const NEXT_S = 60;

interface Kept {
  /** Whose they are; empty while nobody is known. */
  who: string;
  /** When it was asked for, in epoch milliseconds. */
  at: number;
  nextInS: number;
  messages: InAppMessage[];
}

const NOTHING: Kept = { who: "", at: 0, nextInS: 0, messages: [] };

export interface InAppParts {
  identity: Identity;
  shelf: Shelf;
  page: Pick<Document, "hidden" | "readyState" | "querySelector">;
  /** Epoch milliseconds. */
  now(): number;
  /** Calls the server and answers with its answer's body. Throws when it refuses. */
  call(method: "POST", path: string, body: object): Promise<unknown>;
  /** Fetches what draws the messages. */
  load(): Promise<InAppView>;
  onError(error: unknown): void;
}

/**
 * Answers with what looks for messages for this visitor: it asks no sooner than the server said, and fetches what draws
 * them only when there is something to draw. Never throws.
 */
export function createInApp({ identity, shelf, page, now, call, load, onError }: InAppParts) {
  let kept = read(shelf);
  let view: Promise<InAppView> | null = null;
  let asking = false;

  async function look(): Promise<void> {
    // Nobody sees it yet, or its elements are still to come.
    if (page.hidden || page.readyState === "loading" || asking) return;
    const who = identity.key();
    // Somebody else's are not for whoever is here now.
    if (kept.who !== who) keep({ ...NOTHING, who });
    const age = now() - kept.at;
    if (who && !(age >= 0 && age < kept.nextInS * 1000)) {
      asking = true;
      await ask(who);
      asking = false;
      // Meanwhile somebody else came, or the visitor looks at another tab.
      if (identity.key() !== who || page.hidden) return look();
    }
    const { messages } = kept;
    const done = shelf.getItem(DONE) ?? "";
    if (view || page.querySelector(INBOX) || messages.some(({ id }) => !done.includes(id))) {
      view ??= load();
      (await view).update(messages);
    }
  }

  async function ask(who: string): Promise<void> {
    let { messages, nextInS, person }: InAppAnswer = { ...kept, nextInS: NEXT_S, person: "known" };
    try {
      ({ messages, nextInS, person } = (await call("POST", "/v1/in-app", {
        anonymousId: identity.anonymousId(),
        userId: identity.userId(),
        userProof: identity.proof(),
      })) as InAppAnswer);
    } catch (error) {
      onError(error);
    }
    keep({ who, at: now(), nextInS, messages });
    // Where there may be any at all.
    if (person === "unproven" && nextInS <= NEXT_S)
      onError("A customer's own messages need identify with a proof");
  }

  function keep(next: Kept): void {
    kept = next;
    try {
      shelf.setItem(KEPT, JSON.stringify(next));
    } catch {
      // Full: then the next page asks by itself.
    }
  }

  return () =>
    look().catch((error: unknown) => {
      view = null;
      onError(error);
    });
}

function read(shelf: Shelf): Kept {
  try {
    return JSON.parse(shelf.getItem(KEPT) ?? "null") ?? NOTHING;
  } catch {
    return NOTHING;
  }
}
