import { beforeEach, expect, it } from "vitest";
import { KeptNumbers } from "./kept-numbers.ts";

const MINUTE_MS = 60_000;

let now: number;
let counted: number;
let kept: KeptNumbers;
beforeEach(() => {
  now = 0;
  counted = 0;
  kept = new KeptNumbers({ now: () => now });
});

/** Answers with how often it was asked. */
const taking = (ms: number) => async () => {
  counted += 1;
  const answer = counted;
  await null;
  now += ms;
  return answer;
};

it("counts once for all who ask at the same time, and apart for other questions", async () => {
  const both = [kept.read("a", taking(500)), kept.read("a", taking(500))];
  expect(await Promise.all(both)).toEqual([1, 1]);
  expect(await kept.read("b", taking(500))).toBe(2);
});

it("shows nothing old of what is counted fast", async () => {
  expect(await kept.read("a", taking(10))).toBe(1);
  now += 3_000;
  expect(await kept.read("a", taking(10))).toBe(2);
});

it("shows the last numbers at once while newer ones are counted", async () => {
  expect(await kept.read("a", taking(1_000))).toBe(1);
  now += 2 * MINUTE_MS;
  expect(await kept.read("a", taking(1_000))).toBe(1);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await kept.read("a", taking(1_000))).toBe(2);
  now += 61 * MINUTE_MS;
  expect(await kept.read("a", taking(1_000))).toBe(3);
});

it("tells of a failure, keeps none, and forgets on demand", async () => {
  const fail = () => Promise.reject(new Error("no"));
  await expect(kept.read("a", fail)).rejects.toThrow("no");
  expect(await kept.read("a", taking(1_000))).toBe(1);
  kept.forget();
  expect(await kept.read("a", taking(1_000))).toBe(2);
});
