import { readFile } from "node:fs/promises";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { loadServedFiles } from "./served-files.ts";

const shops = (await loadServedFiles()).get("/rekindle-sw.js")!.bytes.toString("utf8");
const own = await readFile(new URL("../../public/push-worker.js", import.meta.url), "utf8");

const KEYS = { auth: "a" };
const OLD = { endpoint: "https://push.example/old", options: { applicationServerKey: "old key" } };

type Options = { windows?: { url: string; focus(): Promise<void> }[]; host?: string; subscribed?: string };

/** A service worker's world; what it shows, opens, asks and tells is noted. */
function start(code: string, { windows = [], host = "https://app.example", subscribed }: Options = {}) {
  type Listener = (event: object) => void;
  const listeners: Record<string, Listener> = {};
  const noted: unknown[] = [];
  const kept = new Map<string, Response>();
  const scope = {
    ...{ URL, Response },
    location: new URL(`https://shop.example/rekindle-sw.js?host=${encodeURIComponent(host)}&key=wk_1`),
    registration: {
      showNotification: async (title: string, options: object) => void noted.push({ title, ...options }),
      pushManager: {
        getSubscription: async () => (subscribed ? { endpoint: subscribed } : null),
        subscribe: async (options: object) => {
          noted.push({ subscribes: options });
          return { toJSON: () => ({ endpoint: "https://push.example/new", keys: KEYS }) };
        },
      },
    },
    clients: {
      claim: async () => {},
      matchAll: async () => windows,
      openWindow: async (url: string) => void noted.push(`opens ${url}`),
    },
    caches: {
      open: async () => ({ put: async (name: string, value: Response) => void kept.set(name, value) }),
      match: async (name: string) => kept.get(name)?.clone(),
    },
    addEventListener: (name: string, listener: Listener) => {
      listeners[name] = listener;
    },
    fetch: async (url: string, init?: RequestInit) => {
      noted.push(init ? [url, JSON.parse(String(init.body))] : url);
      return Response.json({ publicKey: "vapid" });
    },
  };
  runInNewContext(code, Object.assign(scope, { self: scope }));
  /** Answers with what is noted since the last time. */
  async function happen(name: string, event: object): Promise<unknown[]> {
    const works: Promise<unknown>[] = [];
    listeners[name]!({ ...event, waitUntil: (work: Promise<unknown>) => works.push(work) });
    await Promise.all(works);
    // What comes out of another world has other prototypes.
    return structuredClone(noted.splice(0));
  }
  return { happen };
}

const data = (text: string) => ({ data: { json: () => JSON.parse(text), text: () => text } });
const push = (message: object) => data(JSON.stringify(message));

describe.each([
  ["the shop's service worker", shops],
  ["the app's own", own],
])("%s", (_whose, code) => {
  it("shows a message as it is sent", async () => {
    const message = { title: "Tea is back", body: "Fresh", url: "https://shop.example/tea", tag: "run-1" };
    const [shown] = await start(code).happen("push", push(message));
    expect(shown).toMatchObject({
      title: "Tea is back",
      body: "Fresh",
      tag: "run-1",
      data: { url: "https://shop.example/tea", links: [] },
    });
    for (const name of ["image", "renotify"]) expect(shown).not.toHaveProperty(name);
  });

  it("shows its pictures and buttons, and makes itself heard when it replaces another", async () => {
    const [shown] = await start(code).happen(
      "push",
      push({
        ...{ title: "Tea", tag: "cart-1", renotify: true },
        ...{ icon: "/icon.png", image: "https://cdn.example/tea.png" },
        buttons: [
          { label: "To my cart", url: "https://shop.example/cart" },
          { label: "Later" },
          { url: "/x" },
        ],
      }),
    );
    expect(shown).toMatchObject({
      renotify: true,
      icon: "https://shop.example/icon.png",
      image: "https://cdn.example/tea.png",
      actions: [
        { action: "0", title: "To my cart" },
        { action: "1", title: "Later" },
      ],
      data: { url: "", links: ["https://shop.example/cart", ""] },
    });
  });

  it.each([
    ["plain text"],
    ["[1]"],
    ["null"],
    ['{"title":5,"buttons":[null,7],"renotify":true}'],
    ['{"buttons":{"length":3},"icon":"javascript:alert(1)","image":"data:image/png;base64,AAAA"}'],
  ])("shows something for %s, and nothing that is not of the web", async (text) => {
    const [shown] = await start(code).happen("push", data(text));
    expect(shown).toMatchObject({ title: "Something new for you" });
    expect(JSON.stringify(shown)).not.toMatch(/javascript:|data:image|renotify/);
  });

  const press = (given: { url: string; links?: string[] }, action = "") => ({
    notification: { close() {}, data: given },
    action,
  });

  it.each([
    ["https://shop.example/tea", ["opens https://shop.example/tea"]],
    ["/tea", ["opens https://shop.example/tea"]],
    ["javascript:alert(1)", []],
    ["", []],
  ])("opens %j on a click, if it is of the web", async (url, expected) => {
    expect(await start(code).happen("notificationclick", press({ url }))).toEqual(expected);
  });

  it.each([
    ["", "https://shop.example/tea"],
    ["0", "https://shop.example/cart"],
    ["1", "https://shop.example/tea"],
    ["7", "https://shop.example/tea"],
  ])("opens the link of the pressed button %j, else that of the notification", async (action, goal) => {
    const links = ["/cart", ""];
    const clicked = press({ url: "/tea", links }, action);
    expect(await start(code).happen("notificationclick", clicked)).toEqual([`opens ${goal}`]);
  });

  it("opens what a notification leads to that an earlier version has shown", async () => {
    const shown = { notification: { close() {}, data: { url: "/tea" } } };
    expect(await start(code).happen("notificationclick", shown)).toEqual(["opens https://shop.example/tea"]);
    expect(await start(code).happen("notificationclick", { notification: { close() {} } })).toEqual([]);
  });

  it("brings a page forward that is open already", async () => {
    const focused: string[] = [];
    const url = "https://shop.example/tea";
    const { happen } = start(code, { windows: [{ url, focus: async () => void focused.push(url) }] });
    expect(await happen("notificationclick", press({ url }))).toEqual([]);
    expect(focused).toEqual([url]);
  });
});

describe("when the browser replaces or drops the subscription", () => {
  const told = (replaces: string, endpoint = "https://push.example/new") => [
    "https://app.example/v1/push-subscriptions",
    { writeKey: "wk_1", replaces, subscription: { endpoint, keys: KEYS } },
  ];
  const subscribes = (applicationServerKey: string) => ({
    subscribes: { userVisibleOnly: true, applicationServerKey },
  });

  it("subscribes again with the same key, and tells the server in whose place", async () => {
    expect(await start(shops).happen("pushsubscriptionchange", { oldSubscription: OLD })).toEqual([
      subscribes("old key"),
      told(OLD.endpoint),
    ]);
  });

  it("tells of the one that the browser has made already", async () => {
    const newSubscription = { toJSON: () => ({ endpoint: "https://push.example/2", keys: KEYS }) };
    const changed = { oldSubscription: OLD, newSubscription };
    expect(await start(shops).happen("pushsubscriptionchange", changed)).toEqual([
      told(OLD.endpoint, "https://push.example/2"),
    ]);
  });

  it("knows the old one by the last message, where the browser does not tell it", async () => {
    const { happen } = start(shops, { subscribed: OLD.endpoint });
    await happen("push", push({ title: "Tea" }));
    expect(await happen("pushsubscriptionchange", {})).toEqual([
      "https://app.example/v1/push-key",
      subscribes("vapid"),
      told(OLD.endpoint),
    ]);
  });

  it("subscribes all the same when nobody knows the old one: the next visit tells", async () => {
    const changed = await start(shops).happen("pushsubscriptionchange", { oldSubscription: null });
    expect(changed).toEqual(["https://app.example/v1/push-key", subscribes("vapid")]);
  });

  it("does nothing where the page did not say where the server is", async () => {
    expect(
      await start(shops, { host: "" }).happen("pushsubscriptionchange", { oldSubscription: OLD }),
    ).toEqual([]);
  });

  it("tells the app's own server, for the browser of somebody who is signed in", async () => {
    expect(await start(own).happen("pushsubscriptionchange", { oldSubscription: OLD })).toEqual([
      { subscribes: OLD.options },
      ["/api/trpc/webPush.subscribe", { subscription: { endpoint: "https://push.example/new", keys: KEYS } }],
    ]);
  });
});
