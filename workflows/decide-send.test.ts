import { describe, expect, it } from "vitest";
import { decideSend, type SendFacts } from "./decide-send.ts";
import type { EffectContent } from "./node.ts";

const email: EffectContent = {
  channel: "email",
  subject: "Hi",
  preview: "",
  body: "There",
  buttonLabel: "",
  buttonUrl: "",
  transactional: false,
  topic: "marketing",
};
const push: EffectContent = {
  channel: "web-push",
  title: "Hi",
  body: "",
  url: "",
  transactional: false,
  topic: "marketing",
};
const webhook: EffectContent = {
  channel: "webhook",
  method: "POST",
  url: "https://example.com",
  headers: {},
  body: "",
};
const fine: SendFacts = {
  sendingOff: false,
  workflowPaused: false,
  runActive: true,
  suppressed: null,
  consent: "granted",
  consentRule: "granted",
};
const everythingAgainst: SendFacts = {
  sendingOff: true,
  workflowPaused: true,
  runActive: false,
  suppressed: "email.no-such-mailbox",
  consent: "withdrawn",
  consentRule: "granted",
};

describe("an email", () => {
  it.each<[string, Partial<SendFacts>, string]>([
    ["with consent", {}, "send"],
    ["without a word about consent", { consent: "unknown" }, "skip message.no-consent"],
    ["with consent not confirmed", { consent: "pending" }, "skip message.no-consent"],
    ["after unsubscribing", { consent: "withdrawn" }, "skip message.withdrawn"],
    ["soft rule, nothing said", { consent: "unknown", consentRule: "soft" }, "send"],
    ["soft rule, not confirmed", { consent: "pending", consentRule: "soft" }, "send"],
    ["soft rule, unsubscribed", { consent: "withdrawn", consentRule: "soft" }, "skip message.withdrawn"],
    ["to a suppressed address", { suppressed: "email.no-such-mailbox" }, "skip message.suppressed"],
    ["of an ended run", { runActive: false }, "skip message.run-ended"],
    ["while all sending is off", { sendingOff: true }, "hold message.sending-off"],
    ["of a paused workflow", { workflowPaused: true }, "hold message.workflow-paused"],
  ])("%s", (_case, changes, expected) => {
    expect(decided(email, { ...fine, ...changes })).toBe(expected);
  });
});

describe("a transactional email", () => {
  const receipt = { ...email, transactional: true };
  it.each<[string, Partial<SendFacts>, string]>([
    ["needs no consent", { consent: "withdrawn" }, "send"],
    [
      "never goes to a suppressed address",
      { suppressed: "email.no-such-mailbox" },
      "skip message.suppressed",
    ],
    ["is held while all sending is off", { sendingOff: true }, "hold message.sending-off"],
    ["is not sent when its run has ended", { runActive: false }, "skip message.run-ended"],
  ])("%s", (_case, changes, expected) => {
    expect(decided(receipt, { ...fine, ...changes })).toBe(expected);
  });
});

describe("a webhook", () => {
  it.each<[string, Partial<SendFacts>, string]>([
    ["needs no consent", { consent: "withdrawn" }, "send"],
    ["is held while all sending is off", { sendingOff: true }, "hold message.sending-off"],
    ["is held with its workflow", { workflowPaused: true }, "hold message.workflow-paused"],
    ["is not called when its run has ended", { runActive: false }, "skip message.run-ended"],
  ])("%s", (_case, changes, expected) => {
    expect(decided(webhook, { ...fine, ...changes })).toBe(expected);
  });
});

it("gives the first reason of several, in the order of the rules", () => {
  let facts = everythingAgainst;
  const reasons: string[] = [];
  for (const mended of [
    { sendingOff: false },
    { runActive: true },
    { workflowPaused: false },
    { suppressed: null },
    { consent: "granted" as const },
  ]) {
    reasons.push(decided(push, facts));
    facts = { ...facts, ...mended };
  }
  expect(reasons).toEqual([
    "hold message.sending-off",
    "skip message.run-ended",
    "hold message.workflow-paused",
    "skip message.suppressed",
    "skip message.withdrawn",
  ]);
  expect(decided(push, facts)).toBe("send");
});

function decided(content: EffectContent, facts: SendFacts): string {
  const decision = decideSend(content, facts);
  return decision.kind === "send" ? "send" : `${decision.kind} ${decision.reason.code}`;
}
