import type { Identity } from "./identity.ts";
import type { PromptWords } from "./soft-prompt.ts";
import type { Values } from "./storage.ts";

const DECLINED = "rekindle:push-declined";
/** The endpoint and the identity that the server was told last. */
const TOLD = "rekindle:push-told";
export const ASK_AGAIN_AFTER_MS = 90 * 24 * 3_600_000;

const WORDS: PromptWords = {
  question: "May we send you notifications about news and offers?",
  yes: "Yes, please",
  no: "No, thanks",
};

export interface PushOptions extends Partial<PromptWords> {
  /** Asks only after this many milliseconds. */
  afterMs?: number;
  /** Asks although the visitor declined before, as after a click on a bell. */
  again?: boolean;
}

export type PushAnswer = "subscribed" | "declined" | "denied" | "unsupported" | "failed";

export type PushKeys = { endpoint: string; keys: { p256dh: string; auth: string } };

/** The browser's side of web push. */
export interface PushBrowser {
  isSupported(): boolean;
  permission(): NotificationPermission;
  askPermission(): Promise<NotificationPermission>;
  /** The subscription that the browser has, if any, without asking. */
  current(): Promise<PushKeys | null>;
  subscribe(publicKey: string): Promise<PushKeys>;
  unsubscribe(): Promise<void>;
}

export interface PushParts {
  browser: PushBrowser;
  identity: Identity;
  values: Values;
  /** Epoch milliseconds. */
  now(): number;
  wait(ms: number): Promise<void>;
  ask(words: PromptWords): Promise<boolean>;
  /** Resolves when the server has confirmed what was told before, or does not for a while. */
  untilSent(): Promise<void>;
  /** Calls the server and answers with its answer's body. Throws when it refuses. */
  call(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<unknown>;
  onError(text: string): void;
}

export interface Push {
  /** Subscribes the visitor, asking first. Never throws. */
  push(options?: PushOptions): Promise<PushAnswer>;
  /** Ends the subscription of this browser. Never throws. */
  pushOff(): Promise<void>;
  /** Subscribes again where the browser lost the subscription; tells the server of another one, or of another person. */
  refresh(): Promise<void>;
}

export function createPush(parts: PushParts): Push {
  const { browser, identity, values } = parts;
  let asking: Promise<PushAnswer> | null = null;

  async function push(options: PushOptions): Promise<PushAnswer> {
    const { afterMs = 0, again = false, ...words } = options;
    if (!browser.isSupported()) return "unsupported";
    if (browser.permission() === "denied") return "denied";
    const isAllowed = browser.permission() === "granted";
    if (!isAllowed) {
      if (!again && wasDeclined()) return "declined";
      // Without a wait the click that asked for it still counts.
      if (afterMs > 0) await parts.wait(afterMs);
      if (!(await parts.ask({ ...WORDS, ...words }))) {
        values.setItem(DECLINED, String(parts.now()));
        return "declined";
      }
      const permission = await browser.askPermission();
      if (permission !== "granted") return permission === "denied" ? "denied" : "declined";
    }
    values.removeItem(DECLINED);
    // A page may call this at every visit: only who was asked, or asked for it, has said yes just now.
    await tell(await browser.subscribe(await publicKey()), again || !isAllowed);
    return "subscribed";
  }

  async function publicKey(): Promise<string> {
    return ((await parts.call("GET", "/v1/push-key")) as { publicKey: string }).publicKey;
  }

  function wasDeclined(): boolean {
    const at = Number(values.getItem(DECLINED));
    return at > 0 && parts.now() - at < ASK_AGAIN_AFTER_MS;
  }

  async function tell(subscription: PushKeys, agreed: boolean): Promise<void> {
    if (values.getItem(TOLD) === toldText(subscription) && !agreed) return;
    // The server takes a browser for a customer's only after it was identified as theirs.
    await parts.untilSent();
    const told = toldText(subscription);
    await parts.call("POST", "/v1/push-subscriptions", {
      anonymousId: identity.anonymousId(),
      userId: identity.userId() ?? undefined,
      subscription,
      agreed,
    });
    values.setItem(TOLD, told);
  }

  function toldText({ endpoint }: PushKeys): string {
    return [identity.anonymousId(), identity.userId() ?? "", endpoint].join(" ");
  }

  function fail(error: unknown): void {
    parts.onError(error instanceof Error ? error.message : String(error));
  }

  return {
    push(options = {}) {
      asking ??= push(options)
        .catch((error: unknown): PushAnswer => {
          fail(error);
          return "failed";
        })
        .finally(() => {
          asking = null;
        });
      return asking;
    },
    async pushOff() {
      try {
        const subscription = browser.isSupported() ? await browser.current() : null;
        values.removeItem(TOLD);
        if (!subscription) return;
        // First here: what the server may not hear of, it learns with its next message.
        await browser.unsubscribe();
        await parts.call("DELETE", "/v1/push-subscriptions", { endpoint: subscription.endpoint });
      } catch (error) {
        fail(error);
      }
    },
    async refresh() {
      try {
        // Only a browser that this site has subscribed before.
        if (values.getItem(TOLD) === null || !browser.isSupported()) return;
        if (browser.permission() !== "granted") return;
        // One that the browser lost is made again: the permission stands, and who leaves by `pushOff` is not told of.
        await tell((await browser.current()) ?? (await browser.subscribe(await publicKey())), false);
      } catch (error) {
        fail(error);
      }
    },
  };
}
