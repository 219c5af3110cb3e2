import { beforeEach, describe, expect, it } from "vitest";
import { createQueue, type Queue, SENT_KEPT_MS } from "./queue.ts";
import { createSender, GATHER_MS, LEAVING_MAX_CHARS, RETRY_MAX_MS, type Sender } from "./sender.ts";
import { memoryShelf, type Shelf } from "./storage.ts";

type Asked = { body: { batch: unknown[]; writeKey: string; sentAt: string }; init: RequestInit };
type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | "no connection";

let at: number;
let online: boolean;
let timers: { at: number; work: () => void }[];
let shelf: Shelf;
let queue: Queue;
let sender: Sender;
let asked: Asked[];
let answers: Answer[];
let errors: string[];
let beacons: string[];

beforeEach(() => {
  [at, online] = [Date.UTC(2026, 2, 10, 10), true];
  [timers, asked, answers, errors, beacons, shelf] = [[], [], [], [], [], memoryShelf()];
  openPage();
});

/** Another page of the same browser. */
function openPage({ hasBeacon = false, takesBeacons = true } = {}): void {
  timers = [];
  let id = 0;
  const now = () => at;
  const newId = () => {
    id += 1;
    return String(id).padStart(6, "0");
  };
  queue = createQueue(shelf, memoryShelf(), { now, newId });
  sender = createSender({
    ...{ queue, now, values: shelf, url: "https://app.example/v1/batch", writeKey: "wk_1" },
    random: () => 1,
    isOnline: () => online,
    after(ms, work) {
      const timer = { at: at + ms, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async fetch(_url, init) {
      asked.push({ body: JSON.parse(String(init.body)), init });
      const answer = answers.shift() ?? { status: 200 };
      if (answer === "no connection") throw new TypeError("Failed to fetch");
      return new Response(JSON.stringify(answer.body ?? { success: true }), answer);
    },
    beacon: hasBeacon ? (_url, text) => takesBeacons && beacons.push(text) > 0 : null,
    onError: (text) => errors.push(text),
  });
}

function add(name: string): void {
  queue.add(JSON.stringify({ event: name }));
  sender.wake();
}

/** Lets time pass, timer by timer, and all answers come in. */
async function pass(ms: number): Promise<void> {
  const end = at + ms;
  for (;;) {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    const next = timers.sort((a, b) => a.at - b.at)[0];
    if (!next || next.at > end) break;
    at = Math.max(at, next.at);
    timers = timers.filter((timer) => timer !== next);
    next.work();
  }
  at = end;
}

const waiting = () => queue.first({ events: 1000, chars: 1e7 }, new Set()).length;
const names = () => asked.map(({ body }) => body.batch.map((event) => (event as { event: string }).event));

it("sends calls that follow each other in one request, with the key and its own time", async () => {
  add("a");
  add("b");
  expect(asked).toEqual([]);
  await pass(GATHER_MS);
  expect(names()).toEqual([["a", "b"]]);
  expect(asked[0]?.body.writeKey).toBe("wk_1");
  expect(asked[0]?.body.sentAt).toBe("2026-03-10T10:00:00.200Z");
  // No other kind is sent without a question beforehand.
  expect(new Headers(asked[0]?.init.headers).get("content-type")).toBe("text/plain");
  expect(waiting()).toBe(0);
});

it("sends what was queued while it was sending", async () => {
  add("a");
  await pass(GATHER_MS - 1);
  timers.shift()!.work();
  add("b");
  await pass(0);
  expect(names()).toEqual([["a"], ["b"]]);
});

it("keeps events while there is no connection, tries less and less often, and sends them in their order", async () => {
  answers = Array(20).fill("no connection");
  add("a");
  await pass(GATHER_MS);
  expect(asked).toHaveLength(1);
  const tries: number[] = [];
  for (let n = 0; n < 12; n += 1) {
    const before = at;
    while (asked.length === tries.length + 1) await pass(500);
    tries.push(at - before);
  }
  expect(tries.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(tries.at(-1)).toBe(RETRY_MAX_MS);
  add("b");
  answers = [];
  await pass(RETRY_MAX_MS);
  expect(names().at(-1)).toEqual(["a", "b"]);
  expect(waiting()).toBe(0);
});

it("tries at once when the connection is back", async () => {
  answers = Array(6).fill("no connection");
  add("a");
  await pass(40_000);
  expect(waiting()).toBe(1);
  answers = [];
  sender.online();
  await pass(0);
  expect(waiting()).toBe(0);
});

it("sends on the next page what the last one could not", async () => {
  answers = ["no connection"];
  add("a");
  await pass(GATHER_MS);
  openPage();
  sender.wake();
  await pass(5_000);
  expect(names()).toEqual([["a"], ["a"]]);
  expect(waiting()).toBe(0);
});

it.each([
  ["seconds", () => "60"],
  ["a date", () => new Date(at + 60_000).toUTCString()],
])(
  "waits as long as the server says in %s, on the next page and with a new connection too",
  async (_how, header) => {
    answers = [{ status: 429, headers: { "retry-after": header() } }];
    add("a");
    await pass(GATHER_MS);
    sender.online();
    await pass(30_000);
    openPage();
    sender.wake();
    sender.leave();
    await pass(29_000);
    expect(asked).toHaveLength(1);
    await pass(2_000);
    expect(asked).toHaveLength(2);
  },
);

it.each([500, 502, 503, 408, 425, 429])("tries again after %i", async (status) => {
  answers = [{ status }];
  add("a");
  await pass(5_000);
  expect(names()).toEqual([["a"], ["a"]]);
  expect(errors).toEqual([]);
});

it.each([400, 413, 415, 422])("drops what was refused with %i, and says so", async (status) => {
  answers = [{ status, body: { error: { code: "x", message: "The key is wrong" } } }];
  add("a");
  await pass(60_000);
  expect(asked).toHaveLength(1);
  expect(waiting()).toBe(0);
  expect(errors).toEqual(["The key is wrong"]);
});

it.each([401, 403, 404])("keeps what was refused with %i until it is taken, and says so", async (status) => {
  const refused = { status, body: { error: { code: "x", message: "The key is wrong" } } };
  answers = [refused, refused];
  add("a");
  await pass(GATHER_MS);
  expect([asked.length, waiting()]).toEqual([1, 1]);
  expect(errors).toEqual(["The key is wrong"]);
  await pass(60_000);
  expect(names()).toEqual([["a"], ["a"], ["a"]]);
  expect(waiting()).toBe(0);
});

it("says which events of a batch were refused", async () => {
  answers = [{ status: 200, body: { success: true, errors: [{ index: 1, message: "event is empty" }] } }];
  add("a");
  await pass(GATHER_MS);
  expect(errors).toEqual(["event is empty"]);
});

it("gives up waiting for an answer that never comes, and sends again", async () => {
  let hangs = true;
  const after = (ms: number, work: () => void) => {
    const timer = { at: at + ms, work };
    timers.push(timer);
    return () => {
      timers = timers.filter((other) => other !== timer);
    };
  };
  sender = createSender({
    ...{
      queue,
      after,
      now: () => at,
      values: shelf,
      url: "x",
      writeKey: "wk_1",
      random: () => 1,
      isOnline: () => true,
      beacon: null,
    },
    onError: (text) => errors.push(text),
    fetch: (_url, init) => {
      asked.push({ body: JSON.parse(String(init.body)), init });
      if (!hangs) return Promise.resolve(new Response("{}"));
      return new Promise((_resolve, reject) => {
        init.signal?.addEventListener("abort", () => reject(new Error("aborted")));
      });
    },
  });
  add("a");
  await pass(29_000);
  expect(asked).toHaveLength(1);
  hangs = false;
  await pass(5_000);
  expect(asked).toHaveLength(2);
  expect(waiting()).toBe(0);
});

it("hands over what is left when the page goes, without what is on its way, and keeps it until it is confirmed", async () => {
  answers = [{ status: 200 }, "no connection"];
  add("a");
  await pass(GATHER_MS - 1);
  timers.shift()!.work();
  add("b");
  sender.leave();
  expect(names()).toEqual([["a"], ["b"]]);
  expect(asked[1]?.init.keepalive).toBe(true);
  await pass(0);
  expect(waiting()).toBe(1);
});

it("hands over no more than browsers take from a page that goes", () => {
  for (let n = 0; n < 5; n += 1) queue.add(JSON.stringify({ event: "x".repeat(LEAVING_MAX_CHARS / 3) }));
  sender.leave();
  expect(asked[0]?.body.batch).toHaveLength(2);
});

it("uses a beacon where requests do not outlive their page", () => {
  openPage({ hasBeacon: true });
  queue.add(JSON.stringify({ event: "a" }));
  sender.leave();
  expect(asked).toEqual([]);
  expect(JSON.parse(beacons[0]!)).toMatchObject({ batch: [{ event: "a" }], writeKey: "wk_1" });
  // Nobody says whether it arrived; the next page sends it again under the same message id.
  expect(waiting()).toBe(1);
});

/** The visitor comes back after so long. */
async function comeBack(ms: number): Promise<void> {
  openPage();
  at += ms;
  sender.wake();
  await pass(5_000);
}

describe("what may have arrived, without anybody saying so", () => {
  it.each([true, false])(
    "is sent again while the server knows it for a repeat, and never later (with a beacon: %s)",
    async (hasBeacon) => {
      openPage({ hasBeacon });
      queue.add(JSON.stringify({ event: "early" }));
      answers = ["no connection", "no connection"];
      sender.leave();
      await comeBack(SENT_KEPT_MS - 60_000);
      expect(names().at(-1)).toEqual(["early"]);
      asked = [];
      openPage({ hasBeacon });
      queue.add(JSON.stringify({ event: "late" }));
      answers = ["no connection", "no connection"];
      sender.leave();
      asked = [];
      await comeBack(SENT_KEPT_MS + 60_000);
      expect(names()).toEqual([]);
      expect(waiting()).toBe(0);
    },
  );

  it("counts from the first time that it was sent", async () => {
    answers = Array(10).fill({ status: 503 });
    add("a");
    await pass(GATHER_MS);
    await comeBack(SENT_KEPT_MS / 2);
    expect(waiting()).toBe(1);
    await comeBack(SENT_KEPT_MS / 2);
    expect(waiting()).toBe(0);
  });
});

describe("what has not arrived for sure is sent however late", () => {
  it("because it was never sent", async () => {
    queue.add(JSON.stringify({ event: "a" }));
    await comeBack(10 * SENT_KEPT_MS);
    expect(names()).toEqual([["a"]]);
  });

  it("because the browser had no connection", async () => {
    [online, answers] = [false, ["no connection"]];
    add("a");
    await pass(GATHER_MS);
    online = true;
    await comeBack(10 * SENT_KEPT_MS);
    expect(names()).toEqual([["a"], ["a"]]);
  });

  it("because the browser did not take it over", async () => {
    openPage({ hasBeacon: true, takesBeacons: false });
    queue.add(JSON.stringify({ event: "a" }));
    sender.leave();
    await comeBack(10 * SENT_KEPT_MS);
    expect(names()).toEqual([["a"]]);
  });

  it.each([401, 429])("because the server refused it with %i", async (status) => {
    answers = [{ status }];
    add("a");
    await pass(GATHER_MS);
    await comeBack(10 * SENT_KEPT_MS);
    expect(names()).toEqual([["a"], ["a"]]);
  });
});

it("does not take a refusal for proof that an earlier try did not arrive", async () => {
  answers = ["no connection", { status: 429 }];
  add("a");
  await pass(2_000);
  expect(asked).toHaveLength(2);
  await comeBack(SENT_KEPT_MS);
  expect(asked).toHaveLength(2);
  expect(waiting()).toBe(0);
});
