import { expect, it } from "vitest";
import { createQueue, QUEUE_EVENTS_MAX, QUEUE_MAX_CHARS, SENT_KEPT_MS } from "./queue.ts";
import { memoryShelf, type Shelf } from "./storage.ts";

const ALL = { events: 1000, chars: 10_000_000 };
const NOBODY = new Set<string>();

/** A queue of a tab of its own; tabs of one browser share the shelf. */
function tab(shelf: Shelf = memoryShelf(), start = 1_000) {
  let at = start;
  let id = 0;
  const newId = () => {
    id += 1;
    return `${start}${id}`;
  };
  const queue = createQueue(shelf, memoryShelf(), { now: () => at, newId });
  return {
    queue,
    later(ms: number) {
      at += ms;
    },
    texts: () => queue.first(ALL, NOBODY).map(({ text }) => text),
  };
}

it("keeps the order, within a moment and over time, also across tabs and later pages", () => {
  const shelf = memoryShelf();
  const first = tab(shelf);
  first.queue.add("a");
  first.queue.add("b");
  const second = tab(shelf, 1_001);
  second.queue.add("c");
  first.later(5);
  first.queue.add("d");
  expect(tab(shelf).texts()).toEqual(["a", "b", "c", "d"]);
});

it("removes only what it is told, whatever other tabs have added meanwhile", () => {
  const shelf = memoryShelf();
  const [first, second] = [tab(shelf, 1), tab(shelf, 2)];
  first.queue.add("a");
  const sent = first.queue.first(ALL, NOBODY);
  second.queue.add("b");
  first.queue.remove(sent.map(({ key }) => key));
  expect(second.texts()).toEqual(["b"]);
});

it("takes as many as fit, at least one, and not those that are on their way", () => {
  const { queue } = tab();
  for (const text of ["aaaa", "bbbb", "cccc"]) queue.add(text);
  const [a, b] = queue.first({ events: 2, chars: 100 }, NOBODY);
  expect([a?.text, b?.text]).toEqual(["aaaa", "bbbb"]);
  expect(queue.first({ events: 9, chars: 7 }, NOBODY).map(({ text }) => text)).toEqual(["aaaa"]);
  expect(queue.first({ events: 9, chars: 1 }, new Set([a!.key])).map(({ text }) => text)).toEqual(["bbbb"]);
});

it("is bounded in number: the oldest make way", () => {
  const { queue, texts } = tab();
  for (let n = 0; n < QUEUE_EVENTS_MAX + 5; n += 1) queue.add(`event ${n}`);
  expect(texts()).toHaveLength(QUEUE_EVENTS_MAX);
  expect(texts()[0]).toBe("event 5");
});

it("is bounded in size: the oldest make way", () => {
  const { queue, texts } = tab();
  const large = "x".repeat(QUEUE_MAX_CHARS / 2 - 10);
  for (const name of ["a", "b", "c"]) queue.add(name + large);
  expect(texts().map((text) => text[0])).toEqual(["b", "c"]);
});

it("keeps in memory what a full storage refuses, in its order", () => {
  const shelf = memoryShelf();
  const { queue, texts, later } = tab(shelf);
  queue.add("stored");
  const { setItem } = shelf;
  shelf.setItem = () => {
    throw new Error("QuotaExceededError");
  };
  later(1);
  queue.add("not stored");
  shelf.setItem = setItem;
  later(1);
  queue.add("stored again");
  expect(texts()).toEqual(["stored", "not stored", "stored again"]);
  queue.remove(queue.first(ALL, NOBODY).map(({ key }) => key));
  expect(texts()).toEqual([]);
});

it("leaves other programs' entries in the storage alone", () => {
  const shelf = memoryShelf();
  shelf.setItem("cart", "theirs");
  const { queue, texts } = tab(shelf);
  queue.add("ours");
  expect(texts()).toEqual(["ours"]);
  queue.remove(queue.first(ALL, NOBODY).map(({ key }) => key));
  expect(shelf.getItem("cart")).toBe("theirs");
});

it("forgets what the server may have had for too long, and nothing that was never sent", () => {
  const { queue, texts, later } = tab();
  for (const text of ["never sent", "sent", "not arrived"]) queue.add(text);
  const [, sent, notArrived] = queue.first(ALL, NOBODY);
  queue.markSent([sent!, notArrived!], 1_000);
  queue.markSent([notArrived!], 0);
  later(SENT_KEPT_MS);
  expect(texts()).toEqual(["never sent", "sent", "not arrived"]);
  later(1);
  expect(texts()).toEqual(["never sent", "not arrived"]);
});

it("does not bring back what another tab has removed", () => {
  const shelf = memoryShelf();
  const [first, second] = [tab(shelf, 1), tab(shelf, 2)];
  first.queue.add("a");
  const sent = first.queue.first(ALL, NOBODY);
  second.queue.remove(sent.map(({ key }) => key));
  first.queue.markSent(sent, 5);
  expect(second.texts()).toEqual([]);
});
