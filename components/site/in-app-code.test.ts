import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { IDENTIFY_WITH_PROOF, proofExamples } from "./in-app-code.ts";

const KEY = "5f2c";

it("shows code that makes the proof", () => {
  const [node] = proofExamples(null);
  const body = node!.code.replace(/^import .+\n/, "");
  const make = new Function("createHmac", "process", "customerId", `${body}; return proof`);
  const env = { env: { REKINDLE_IN_APP_KEY: KEY } };
  expect(make(createHmac, env, 42)).toBe(createHmac("sha256", KEY).update("42").digest("hex"));
});

it("has the key only in the code that has no other place for it, and only once it is shown", () => {
  expect(proofExamples(KEY).map(({ code }) => code.includes(KEY))).toEqual([false, false, true]);
  expect(JSON.stringify(proofExamples(null))).toContain("YOUR_KEY");
});

it("hands the proof over with the id", () => {
  const calls: unknown[][] = [];
  new Function("rekindle", "customerId", "proof", IDENTIFY_WITH_PROOF)(
    { identify: (...given: unknown[]) => calls.push(given) },
    "8f3k",
    "ab12",
  );
  expect(calls).toEqual([["8f3k", { name: "Ana Silva" }, { proof: "ab12" }]]);
});
