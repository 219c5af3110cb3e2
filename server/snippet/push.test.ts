import { beforeEach, expect, it } from "vitest";
import { createIdentity, type Identity } from "./identity.ts";
import { ASK_AGAIN_AFTER_MS, createPush, type Push, type PushKeys } from "./push.ts";
import type { PromptWords } from "./soft-prompt.ts";
import { memoryShelf, type Shelf } from "./storage.ts";

const SUBSCRIPTION: PushKeys = { endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } };

let at: number;
let shelf: Shelf;
let identity: Identity;
let push: Push;
/** What the visitor was asked, and what the server was told, in their order. */
let happened: unknown[];
let errors: string[];
let browser: { permission: NotificationPermission; subscription: PushKeys | null; supported: boolean };
let visitor: { soft: boolean; browser: NotificationPermission };
let server: { down: boolean };
/** What was told before and the server has not confirmed yet. */
let sending: Promise<void>;

beforeEach(() => {
  at = Date.UTC(2026, 2, 10, 10);
  [happened, errors, shelf] = [[], [], memoryShelf()];
  browser = { permission: "default", subscription: null, supported: true };
  visitor = { soft: true, browser: "granted" };
  server = { down: false };
  sending = Promise.resolve();
  let ids = 0;
  identity = createIdentity(shelf, () => {
    ids += 1;
    return `visitor-${ids}`;
  });
  push = createPush({
    ...{ identity, values: shelf, now: () => at, onError: (text: string) => errors.push(text) },
    browser: {
      isSupported: () => browser.supported,
      permission: () => browser.permission,
      async askPermission() {
        happened.push("browser asks");
        browser.permission = visitor.browser;
        return visitor.browser;
      },
      current: async () => browser.subscription,
      async subscribe(publicKey) {
        happened.push(`subscribes with ${publicKey}`);
        browser.subscription ??= SUBSCRIPTION;
        return browser.subscription;
      },
      async unsubscribe() {
        browser.subscription = null;
      },
    },
    async wait(ms) {
      happened.push(`waits ${ms}`);
    },
    async untilSent() {
      await sending;
    },
    async ask(words: PromptWords) {
      happened.push(words.question);
      return visitor.soft;
    },
    async call(method, path, body) {
      if (server.down) throw new Error("Failed to fetch");
      if (method === "GET") return { publicKey: "vapid" };
      happened.push([method, path, body]);
      return {};
    },
  });
});

const told = (fields: object) => [
  "POST",
  "/v1/push-subscriptions",
  { anonymousId: "visitor-1", userId: undefined, subscription: SUBSCRIPTION, ...fields },
];

it("asks in the shop's words, then lets the browser ask, then subscribes", async () => {
  expect(await push.push({ question: "News about tea?", afterMs: 5_000 })).toBe("subscribed");
  expect(happened).toEqual([
    "waits 5000",
    "News about tea?",
    "browser asks",
    "subscribes with vapid",
    told({ agreed: true }),
  ]);
});

it("remembers that somebody declined, and asks again only much later, or when told to", async () => {
  visitor.soft = false;
  expect(await push.push()).toBe("declined");
  expect(await push.push()).toBe("declined");
  at += ASK_AGAIN_AFTER_MS - 1;
  expect(await push.push()).toBe("declined");
  expect(happened).toHaveLength(1);
  expect(await push.push({ again: true })).toBe("declined");
  expect(happened).toHaveLength(2);
  at += ASK_AGAIN_AFTER_MS;
  visitor.soft = true;
  expect(await push.push()).toBe("subscribed");
});

it("does not ask where the answer is known: refused in the browser, or not possible", async () => {
  browser.permission = "denied";
  expect(await push.push()).toBe("denied");
  browser = { permission: "default", subscription: null, supported: false };
  expect(await push.push()).toBe("unsupported");
  expect(happened).toEqual([]);
});

it("says what the visitor answered the browser", async () => {
  visitor.browser = "denied";
  expect(await push.push()).toBe("denied");
  expect(happened).not.toContainEqual(expect.stringContaining("subscribes"));
});

it("asks once when it is called twice", async () => {
  expect(await Promise.all([push.push(), push.push()])).toEqual(["subscribed", "subscribed"]);
  expect(happened.filter((entry) => entry === "browser asks")).toHaveLength(1);
});

it("tells the server nothing new at every later visit", async () => {
  await push.push();
  happened = [];
  expect(await push.push()).toBe("subscribed");
  await push.refresh();
  expect(happened).toEqual(["subscribes with vapid"]);
});

it("tells the server again, without claiming that somebody agreed, when the person or the subscription changed", async () => {
  await push.push();
  happened = [];
  identity.become("ana");
  await push.refresh();
  expect(happened).toEqual([told({ userId: "ana", agreed: false })]);
  happened = [];
  const subscription = { ...SUBSCRIPTION, endpoint: "https://push.example/2" };
  browser.subscription = subscription;
  await push.refresh();
  expect(happened).toEqual([told({ userId: "ana", agreed: false, subscription })]);
});

it("tells the server of another person only when it knows who that is", async () => {
  await push.push();
  happened = [];
  const sent = Promise.withResolvers<void>();
  sending = sent.promise;
  identity.become("ana");
  const refreshed = push.refresh();
  await new Promise((resolve) => setImmediate(resolve));
  expect(happened).toEqual([]);
  sent.resolve();
  await refreshed;
  expect(happened).toEqual([told({ userId: "ana", agreed: false })]);
});

it("subscribes again where the browser lost the subscription, unless the visitor ended it or forbids it", async () => {
  await push.push();
  happened = [];
  browser.subscription = null;
  await push.refresh();
  // It is the same endpoint here, of which the server knows.
  expect(happened).toEqual(["subscribes with vapid"]);
  browser = { ...browser, permission: "default", subscription: null };
  await push.refresh();
  browser = { ...browser, permission: "granted" };
  await push.pushOff();
  await push.refresh();
  expect(happened).toEqual(["subscribes with vapid"]);
});

it("leaves a subscription alone that this site did not make", async () => {
  browser = { permission: "granted", subscription: SUBSCRIPTION, supported: true };
  await push.refresh();
  expect(happened).toEqual([]);
});

it("never throws, and tries again with the next call", async () => {
  server.down = true;
  expect(await push.push()).toBe("failed");
  expect(errors).toEqual(["Failed to fetch"]);
  server.down = false;
  expect(await push.push()).toBe("subscribed");
  expect(happened.at(-1)).toEqual(told({ agreed: false }));
});

it("ends the subscription here and at the server", async () => {
  await push.push();
  await push.pushOff();
  expect(happened.at(-1)).toEqual(["DELETE", "/v1/push-subscriptions", { endpoint: SUBSCRIPTION.endpoint }]);
  expect(browser.subscription).toBeNull();
  happened = [];
  await push.pushOff();
  expect(happened).toEqual([]);
});

it("ends the subscription here also when the server cannot be told", async () => {
  await push.push();
  server.down = true;
  await push.pushOff();
  expect(browser.subscription).toBeNull();
  expect(errors).toEqual(["Failed to fetch"]);
});
