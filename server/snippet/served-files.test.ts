import { runInNewContext } from "node:vm";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { METHODS } from "./methods.ts";
import { loadServedFiles, type ServedFile } from "./served-files.ts";
import { memoryShelf } from "./storage.ts";
import { STUB } from "./stub.ts";

/** What a page may lose to it, compressed. */
const SNIPPET_MAX_BYTES = 6_000;
const WORKER_MAX_BYTES = 2_000;
/** Only where there is a question to ask. */
const PROMPT_MAX_BYTES = 2_000;
/** Only where there are messages to show. */
const IN_APP_MAX_BYTES = 6_000;

let files: Map<string, ServedFile>;
let script: ServedFile;
beforeAll(async () => {
  files = await loadServedFiles();
  script = files.get("/rekindle.js")!;
});

it("is small", () => {
  const bytes = Object.fromEntries(Array.from(files, ([path, { gzip }]) => [path, gzip.length]));
  expect(bytes["/rekindle.js"]).toBeLessThan(SNIPPET_MAX_BYTES);
  expect(bytes["/rekindle-sw.js"]).toBeLessThan(WORKER_MAX_BYTES);
  expect(bytes["/rekindle-prompt.js"]).toBeLessThan(PROMPT_MAX_BYTES);
  expect(bytes["/rekindle-in-app.js"]).toBeLessThan(IN_APP_MAX_BYTES);
  expect(gunzipSync(script.gzip)).toEqual(script.bytes);
});

it("brings what the snippet fetches when a page needs it", async () => {
  const brought = async (path: string) => {
    const code = files.get(path)!.bytes.toString("base64");
    return Object.keys(await import(`data:text/javascript;base64,${code}`));
  };
  expect(await brought("/rekindle-prompt.js")).toEqual(["askInPage"]);
  expect(await brought("/rekindle-in-app.js")).toEqual(["start"]);
  for (const name of ["rekindle-prompt.js", "rekindle-in-app.js"])
    expect(script.bytes.toString("utf8")).toContain(name);
});

it("needs nothing that a strict content security policy forbids", () => {
  for (const { bytes } of files.values()) {
    const code = bytes.toString("utf8");
    expect(code).not.toMatch(/\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write|\.style\b/);
  }
});

/** As much of a page as the snippet touches while it loads and sends. */
function openPage({ dataset = {}, browser = {} }: { dataset?: object; browser?: object } = {}) {
  const sent: { url: string; body: { batch: Record<string, unknown>[] } }[] = [];
  const asked: Record<string, unknown>[] = [];
  const shelf = memoryShelf();
  const listeners: Record<string, (event?: unknown) => void> = {};
  const listen = (name: string, listener: () => void) => {
    listeners[name] = listener;
  };
  const timers: (() => void)[] = [];
  const world = {
    ...{ URL, Intl, Request, AbortController, TextEncoder, crypto, CustomEvent, localStorage: shelf },
    location: new URL("https://shop.example/tea?x=1#top"),
    history: { pushState() {}, replaceState() {} },
    navigator: { language: "pt-PT", ...browser },
    document: {
      title: "Tea",
      referrer: "https://search.example/",
      addEventListener: listen,
      querySelector: () => null,
      currentScript: {
        src: "https://app.example/rekindle.js",
        dataset: { key: "wk_1", ...dataset },
      },
    },
    addEventListener: listen,
    dispatchEvent: (event: CustomEvent) => listeners[event.type]?.(event),
    setTimeout: (work: () => void) => timers.push(work),
    clearTimeout: () => {},
    fetch: async (url: string, init: RequestInit) => {
      const { pathname } = new URL(url);
      const body = JSON.parse(String(init.body));
      if (pathname === "/v1/in-app") {
        asked.push(body);
        return Response.json({ messages: [], person: "anonymous", nextInS: 60 });
      }
      sent.push({ url, body });
      return new Response("{}");
    },
  };
  const page = Object.assign(world, { window: world }) as unknown as typeof world & {
    rekindle: Record<string, CallableFunction>;
  };
  return {
    page,
    shelf,
    sent,
    asked,
    listeners,
    run: (code: string) => runInNewContext(code, page),
    load: () => runInNewContext(script.bytes.toString("utf8"), page),
    settle: () => timers.splice(0).forEach((work) => void work()),
    events: () => sent.flatMap(({ body }) => body.batch),
  };
}

describe("the built script", () => {
  it("takes over the calls that came before it, in their order, and the ones through an old reference", () => {
    const { page, run, load, settle, sent, events } = openPage();
    run(STUB);
    run('var old = rekindle; rekindle.identify("ana"); rekindle.track("Product Viewed", { price: 4 });');
    load();
    run('old.track("Product Added");');
    settle();
    expect(sent.map(({ url }) => url)).toEqual(["https://app.example/v1/batch"]);
    expect(sent[0]?.body).toMatchObject({ writeKey: "wk_1" });
    expect(events().map(({ type, event, userId }) => [type, event, userId])).toEqual([
      ["identify", undefined, "ana"],
      ["track", "Product Viewed", "ana"],
      ["page", undefined, "ana"],
      ["track", "Product Added", "ana"],
    ]);
    expect(events()[2]?.properties).toEqual({
      path: "/tea",
      url: "https://shop.example/tea?x=1",
      title: "Tea",
      referrer: "https://search.example/",
      search: "?x=1",
    });
    expect(Object.keys(page.rekindle)).toEqual(expect.arrayContaining([...METHODS]));
  });

  it("works without the lines before it, and once when it is there twice", () => {
    const { load, run, settle, events } = openPage();
    load();
    load();
    run(STUB);
    run('rekindle.track("Product Added");');
    settle();
    expect(events().map(({ type }) => type)).toEqual(["page", "track"]);
  });

  it("sends the page's own first view instead of one more", () => {
    const { load, run, settle, events } = openPage();
    run(STUB);
    run('rekindle.page("Tea list");');
    load();
    settle();
    expect(events()).toMatchObject([{ type: "page", name: "Tea list" }]);
  });

  it.each([{ globalPrivacyControl: true }, { doNotTrack: "1" }])(
    "sends and stores nothing for who asks for it, where the shop says so: %j",
    (browser) => {
      const respecting = openPage({ dataset: { privacy: "respect" }, browser });
      respecting.run(STUB);
      respecting.run('rekindle.identify("ana");');
      respecting.load();
      respecting.run('rekindle.track("Product Added"); rekindle.push();');
      respecting.settle();
      expect([respecting.sent, respecting.asked]).toEqual([[], []]);
      expect(respecting.shelf.length).toBe(0);
      const not = openPage({ browser });
      not.load();
      not.settle();
      expect(not.events()).toHaveLength(1);
    },
  );

  it("asks for the messages of whom the page names, with the proof", async () => {
    const { load, run, settle, asked } = openPage();
    run(STUB);
    run('rekindle.identify("ana", {}, { proof: "5f" });');
    load();
    settle();
    expect(asked).toEqual([
      { writeKey: "wk_1", anonymousId: expect.any(String), userId: "ana", userProof: "5f" },
    ]);
  });

  it("does nothing without a key", () => {
    const { load, run, settle, sent } = openPage({ dataset: { key: "" } });
    run(STUB);
    run('rekindle.track("x");');
    load();
    settle();
    expect(sent).toEqual([]);
  });

  it("never throws at the page: a call that cannot be understood is told in an event", () => {
    const { page, listeners, load, run, events, settle } = openPage();
    load();
    const told: string[] = [];
    listeners["rekindle:error"] = (event) => told.push((event as CustomEvent<string>).detail);
    run("var ring = {}; ring.ring = ring; rekindle.track('Ring', ring); rekindle.consent(null);");
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/circular/);
    page.rekindle.track?.("After");
    settle();
    expect(events().map(({ event }) => event)).toEqual([undefined, "After"]);
  });
});
