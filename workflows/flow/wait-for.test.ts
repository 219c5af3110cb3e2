import { describe, expect, it } from "vitest";
import type { Facts } from "../facts.ts";
import { measureKey } from "../needs.ts";
import type { StepContext } from "../node.ts";
import { word } from "../phrase.ts";
import type { Intention, Signal } from "../run.ts";
import { inWords } from "../testing/in-words.ts";
import { DAY_MS, HOUR_MS, makeFacts, NOW } from "../testing/sample-facts.ts";
import { waitFor } from "./wait-for.ts";

const timeout = { amount: 3, unit: "days" as const };
const intention: Intention = { kind: "wait-for", from: NOW, timeout };
const context = (now: number, facts: Partial<Facts> = {}): StepContext => ({
  nodeId: "n",
  facts: makeFacts(facts),
  data: { event: { order_id: "A-1" } },
  now,
});
const parse = (config: unknown) => waitFor.config.parse(config);
const happening = (name: string, properties: Record<string, unknown> = {}, at = NOW + 1): Signal => ({
  kind: "event",
  event: { name, at, properties },
});
const problemsOf = (config: unknown) =>
  waitFor.config.safeParse(config).error?.issues.map(({ path, message }) => [path.join("."), message]) ?? [];

describe("an event", () => {
  const config = parse({
    event: "Order Delivered",
    where: [{ property: "order_id", operator: "equals", value: "{{ event.order_id }}" }],
  });

  it("is waited for, for as long as the owner says", () => {
    expect(inWords(waitFor.execute(config, context(NOW)))).toEqual({
      kind: "wait",
      until: NOW + 3 * DAY_MS,
      intention,
      reason: {
        code: "wait.until",
        values: {
          what: "“Order Delivered” whose order_id is {{ event.order_id }}",
          until: "13 Mar 2026, 11:00",
        },
      },
    });
    expect(waitFor.listens?.(config)).toEqual(["Order Delivered"]);
    expect(word(waitFor.describe(parse({ event: "Order Delivered" })))).toBe(
      "Wait for “Order Delivered”, at most 3 days",
    );
  });

  it("goes on when it is about what started the run, and not when it is about something else", () => {
    const hear = (signal: Signal) => waitFor.hear?.(config, signal, intention, context(NOW + HOUR_MS));
    expect(hear(happening("Order Delivered", { order_id: "A-1" }))).toEqual({
      kind: "go",
      port: "happened",
      reason: { code: "wait.happened", values: { event: "Order Delivered" } },
    });
    expect(hear(happening("Order Delivered", { order_id: "A-2" }))).toBeNull();
    expect(hear(happening("Order Delivered"))).toBeNull();
    expect(hear(happening("Order Completed", { order_id: "A-1" }))).toBeNull();
    expect(hear({ kind: "profile-changed" })).toBeNull();
  });

  it("counts from the arrival on, also when it is told late", () => {
    const hear = (at: number) =>
      waitFor.hear?.(
        config,
        happening("Order Delivered", { order_id: "A-1" }, at),
        intention,
        context(NOW + DAY_MS),
      );
    expect(hear(NOW - 1)).toBeNull();
    expect(hear(NOW)).toMatchObject({ port: "happened" });
  });

  it("is given up when the time is over where the person is now, and not before", () => {
    const resume = (now: number) => waitFor.resume?.(config, intention, context(now));
    expect(resume(NOW + 3 * DAY_MS - 1)).toMatchObject({ kind: "wait", until: NOW + 3 * DAY_MS, intention });
    expect(resume(NOW + 3 * DAY_MS)).toMatchObject({
      kind: "go",
      port: "timeout",
      reason: { code: "wait.timed-out" },
    });
  });

  it("must be named", () => {
    expect(problemsOf({})).toEqual([["event", "Choose an event"]]);
    expect(problemsOf({ what: "condition" })).toEqual([["condition", "Add a condition"]]);
  });
});

describe("a condition", () => {
  const bought = { kind: "event" as const, event: "Order Completed", atLeast: 2, withinDays: 30 };
  const config = parse({ what: "condition", condition: bought });
  const having = (count: number): Partial<Facts> => ({
    measures: { [measureKey({ kind: "count", event: "Order Completed", withinDays: 30 })]: count },
  });
  const held = {
    kind: "go",
    port: "happened",
    reason: {
      code: "wait.held",
      values: { rule: "did “Order Completed” at least 2 times in the last 30 days" },
    },
  };

  it("goes on at once where it holds already", () => {
    expect(inWords(waitFor.execute(config, context(NOW, having(2))))).toEqual(held);
    expect(waitFor.execute(config, context(NOW, having(1)))).toMatchObject({ kind: "wait", intention });
  });

  it.each<[string, Signal]>([
    ["an event", happening("Order Completed")],
    ["a changed profile", { kind: "profile-changed" }],
    ["a segment", { kind: "segment", segmentId: 1, change: "entered" }],
  ])("is looked at again on %s", (_what, signal) => {
    expect(inWords(waitFor.hear?.(config, signal, intention, context(NOW + 1, having(2))))).toEqual(held);
    expect(waitFor.hear?.(config, signal, intention, context(NOW + 1, having(1)))).toBeNull();
  });

  it("has a last chance when the time is over", () => {
    const due = NOW + 3 * DAY_MS;
    expect(inWords(waitFor.resume?.(config, intention, context(due, having(2))))).toEqual(held);
    expect(waitFor.resume?.(config, intention, context(due, having(0)))).toMatchObject({ port: "timeout" });
  });

  it("asks for the counts that it reads, and to hear of their events once each", () => {
    const twice = parse({ what: "condition", condition: { kind: "all", of: [bought, bought] } });
    expect(waitFor.reads?.(config)).toEqual([
      expect.objectContaining({ event: "Order Completed", withinDays: 30 }),
    ]);
    expect(waitFor.listens?.(twice)).toEqual(["Order Completed"]);
    // A condition that was replaced by an event is still in the form, and is not read.
    expect(waitFor.reads?.(parse({ event: "Paid", condition: bought }))).toEqual([]);
  });
});

it("has its own patience, from the arrival on, when the step was a delay then", () => {
  const config = parse({ event: "Paid", timeout: { amount: 1, unit: "hours" } });
  const before: Intention = { kind: "delay", from: NOW, duration: { amount: 9, unit: "weeks" } };
  expect(waitFor.resume?.(config, before, context(NOW + 1))).toMatchObject({ until: NOW + HOUR_MS });
  expect(waitFor.resume?.(config, before, context(NOW + HOUR_MS))).toMatchObject({ port: "timeout" });
  expect(waitFor.hear?.(config, happening("Paid"), before, context(NOW + 1))).toMatchObject({
    port: "happened",
  });
});
