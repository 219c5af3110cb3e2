import { expect, it } from "vitest";
import type { SimulatedStep } from "#components/workflows/outputs.ts";
import { reportOf } from "./report.ts";

const base: SimulatedStep = {
  ...{ kind: "arrive", at: 0, nodeId: "mail", visit: 1, text: "", port: null, untilAt: null },
  ...{
    intention: null,
    why: null,
    sending: null,
    keepsAnswerAs: "",
    event: null,
    change: null,
    message: null,
    missing: [],
  },
};
const sms = { channel: "sms" as const, to: "+15551234567", body: "Tea is back" };

it("tells how long it took, and which messages went out or were left out", () => {
  const sending = { channel: "sms" as const, team: false, language: null };
  const steps: SimulatedStep[] = [
    { ...base, at: 100 },
    { ...base, at: 200, kind: "message", sending, message: sms as SimulatedStep["message"] },
    { ...base, at: 300, kind: "skipped", sending },
    { ...base, at: 300, kind: "failed", sending },
  ];
  expect(reportOf({ steps, startAt: 100, end: null })).toEqual({
    tookMs: 200,
    messages: [{ at: 200, channel: "sms", name: "Tea is back" }],
    skipped: 1,
    failed: 1,
  });
});

it("has an answer for a run in which nothing happened", () => {
  expect(reportOf({ steps: [], startAt: 5, end: null })).toEqual({
    tookMs: 0,
    messages: [],
    skipped: 0,
    failed: 0,
  });
});
