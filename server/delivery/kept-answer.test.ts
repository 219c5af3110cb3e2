import { expect, it } from "vitest";
import { ANSWER_KEPT_MAX_BYTES, keptAnswer } from "./kept-answer.ts";

const answer = (body: string, truncated = false) => keptAnswer({ status: 200, body, truncated });

it("keeps what is JSON, whatever it is", () => {
  for (const value of [{ points: 5, of: { level: "gold" } }, [1], "text", 7, null])
    expect(answer(JSON.stringify(value))).toEqual({ status: 200, body: value });
});

it("keeps the status alone when there is nothing to keep, and without a complaint", () => {
  expect(answer("  ")).toEqual({ status: 200 });
});

it.each([
  ["<html></html>", "webhook.answer-not-json"],
  ['{"a":', "webhook.answer-not-json"],
  [JSON.stringify("x".repeat(ANSWER_KEPT_MAX_BYTES)), "webhook.answer-too-long"],
  [JSON.stringify("ü".repeat(ANSWER_KEPT_MAX_BYTES / 2)), "webhook.answer-too-long"],
  ["[".repeat(8_000) + "]".repeat(8_000), "webhook.answer-too-deep"],
])("does not keep %.20s", (body, code) => {
  expect(answer(body)).toMatchObject({ status: 200, problem: { code } });
  expect(answer(body)).not.toHaveProperty("body");
});

it("does not keep one of which only the beginning came", () => {
  expect(answer("{}", true)).toMatchObject({ problem: { code: "webhook.answer-too-long" } });
});

it("has no way to the prototype of anything", () => {
  const kept = answer('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}');
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
  expect((kept.body as { admin?: boolean }).admin).toBeUndefined();
});
