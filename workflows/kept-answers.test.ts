import { describe, expect, it } from "vitest";
import { ANSWERS_KEPT_MAX_CHARS, withAnswer } from "./kept-answers.ts";
import { readPath } from "./read-path.ts";

const data = { event: { total: 5 } };

describe("the answer of a webhook in a run's data", () => {
  it("stands under its name beside the others, the newest in place of the one before", () => {
    const first = withAnswer(data, "points", { status: 200, body: { points: 7 } }).data;
    const second = withAnswer(first, "level", { status: 200, body: "gold" }).data;
    const third = withAnswer(second, "points", { status: 201, body: { points: 9 } }).data;
    expect(third).toEqual({
      ...data,
      webhooks: { level: { status: 200, body: "gold" }, points: { status: 201, body: { points: 9 } } },
    });
    expect(readPath(third, "webhooks.points.body.points")).toBe(9);
    expect(first).toEqual({ ...data, webhooks: { points: { status: 200, body: { points: 7 } } } });
  });

  it("goes when the next call had none: nobody takes an old answer for a new one", () => {
    const kept = withAnswer(data, "points", { status: 200, body: 7 }).data;
    expect(withAnswer(kept, "points", undefined)).toEqual({ data, reason: null });
  });

  it("is its status alone when its body could not be kept, with the reason", () => {
    const problem = { code: "webhook.answer-not-json" as const };
    expect(withAnswer(data, "points", { status: 200, problem })).toEqual({
      data: { ...data, webhooks: { points: { status: 200 } } },
      reason: problem,
    });
  });

  it("has no room beyond the limit of all answers together", () => {
    const body = "x".repeat(ANSWERS_KEPT_MAX_CHARS / 2);
    const one = withAnswer(data, "a", { status: 200, body });
    expect(one.reason).toBeNull();
    const two = withAnswer(one.data, "b", { status: 200, body });
    expect(two.reason).toMatchObject({ code: "webhook.answers-too-long" });
    expect(two.data.webhooks).toEqual({ a: { status: 200, body }, b: { status: 200 } });
  });

  it("may be called as something that every object has", () => {
    const kept = withAnswer(data, "constructor", { status: 200, body: 1 }).data;
    expect(readPath(kept, "webhooks.constructor.body")).toBe(1);
    expect(readPath(withAnswer(kept, "toString", undefined).data, "webhooks.constructor.status")).toBe(200);
  });
});
