import { expect, it } from "vitest";
import { compileGraph } from "./compile.ts";
import { word } from "./phrase.ts";
import { wordReason } from "./reasons.ts";
import { drawGraph } from "./recipes/recipe.ts";
import {
  exitEventNames,
  type RunAction,
  type RunStanding,
  runActionRefusal,
  runActionRefusals,
} from "./run-actions.ts";

const graph = compileGraph(
  drawGraph([
    { id: "signup", type: "signup", config: {} },
    { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
    { id: "mail", type: "send-email", config: { subject: "Hi", body: "Hi" } },
  ]),
);
const intention = { kind: "delay" as const, from: 0, duration: { amount: 1, unit: "days" as const } };
const inside: RunStanding = {
  status: "active",
  state: { nodeId: "wait", visit: 1, data: {}, waiting: { kind: "time", until: 1, intention } },
  messages: [],
  handedAt: [],
  forgotten: false,
  inAnotherRun: false,
  converted: false,
  exitEventSince: null,
};
const sending: RunStanding = {
  ...inside,
  state: { nodeId: "mail", visit: 2, data: {}, waiting: { kind: "effect" } },
  messages: ["queued"],
};
const failed: RunStanding = {
  ...inside,
  status: "finished",
  state: { nodeId: "mail", visit: 2, data: {}, waiting: null },
  messages: ["failed"],
};
const broken: RunStanding = { ...failed, status: "failed", messages: [] };
const retry: RunAction = { kind: "retry" };

it.each<[string, RunStanding, RunAction, string | null]>([
  ["a failed message", failed, retry, null],
  [
    "a failed message beside one that a rule skipped",
    { ...failed, messages: ["skipped", "failed"] },
    retry,
    null,
  ],
  ["a step that broke", broken, retry, null],
  ["a step that broke after its message went out", { ...broken, messages: ["sent"] }, retry, "act.went-out"],
  ["a message that may have arrived", { ...failed, messages: ["unknown"] }, retry, "act.went-out"],
  ["one of two browsers got it", { ...failed, messages: ["failed", "sent"] }, retry, "act.went-out"],
  ["a message on its way", { ...broken, messages: ["handed"] }, retry, "act.under-way"],
  ["a message that waits", { ...broken, messages: ["queued"] }, retry, "act.under-way"],
  ["a message that a rule skipped", { ...failed, messages: ["skipped"] }, retry, "act.nothing-failed"],
  ["a run that went well", { ...failed, messages: [] }, retry, "act.nothing-failed"],
  ["a run that left", { ...failed, status: "exited" }, retry, "act.left"],
  ["a run inside", inside, retry, "act.still-inside"],
  ["a run of long ago", { ...failed, forgotten: true }, retry, "act.forgotten"],
  ["a person who is inside anew", { ...failed, inAnotherRun: true }, retry, "act.other-run"],
  ["a person who reached the goal", { ...failed, converted: true }, retry, "act.converted"],
  ["a person who ordered since", { ...failed, exitEventSince: "Order Completed" }, retry, "act.exit-since"],
  ["a wait", inside, { kind: "skip" }, null],
  ["a message instead of a wait", sending, { kind: "skip" }, "act.not-waiting"],
  ["an ended run", failed, { kind: "skip" }, "act.ended"],
  ["a run inside", inside, { kind: "stop" }, null],
  ["an ended run", failed, { kind: "stop" }, "act.ended"],
  ["another step", inside, { kind: "move", nodeId: "mail" }, null],
  ["the same wait", inside, { kind: "move", nodeId: "wait" }, null],
  ["the trigger", inside, { kind: "move", nodeId: "signup" }, "act.no-step"],
  ["no step", inside, { kind: "move", nodeId: "gone" }, "act.no-step"],
  ["an ended run", failed, { kind: "move", nodeId: "mail" }, "act.ended"],
  ["the step whose message waits", sending, { kind: "move", nodeId: "mail" }, null],
  [
    "the step whose message is being handed over",
    { ...sending, messages: ["handed"], handedAt: ["mail"] },
    { kind: "move", nodeId: "mail" },
    "act.under-way",
  ],
  [
    "the step that it was moved away from while its message is being handed over",
    { ...inside, handedAt: ["mail"] },
    { kind: "move", nodeId: "mail" },
    "act.under-way",
  ],
  [
    "a step elsewhere while a message is being handed over",
    { ...sending, messages: ["handed"], handedAt: ["mail"] },
    { kind: "move", nodeId: "wait" },
    null,
  ],
])("%s: %#", (_, run, action, refusal) => {
  expect(runActionRefusal(graph, run, action)).toBe(refusal);
});

it("words every refusal", () => {
  for (const code of runActionRefusals) expect(word(wordReason(code))).not.toBe(code);
});

it("knows the events that end runs", () => {
  const settings = { exitEvents: [{ event: "Unsubscribed", where: [] }] };
  const cart = drawGraph([
    { id: "cart", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } },
  ]);
  expect(exitEventNames(compileGraph({ ...cart, settings }))).toEqual(["Order Completed", "Unsubscribed"]);
});
