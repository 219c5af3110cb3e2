import { describe, expect, it } from "vitest";
import type * as z from "zod/mini";
import { type Cart, foldCart } from "./cart.ts";
import { catalogue, findNode } from "./catalogue.ts";
import { nextCron } from "./cron.ts";
import { hintsOf } from "./field-hints.ts";
import { isMeasure, measureKey } from "./needs.ts";
import type { NodeDefinition, Outcome, StepDefinition, TriggerDefinition } from "./node.ts";
import { word } from "./phrase.ts";
import type { EffectOutcome, Intention, Signal } from "./run.ts";
import { inWords } from "./testing/in-words.ts";
import { DAY_MS, deepFreeze, makeFacts, NOW } from "./testing/sample-facts.ts";
import { validateGraph } from "./validate.ts";

const steps = catalogue.filter((definition): definition is StepDefinition => definition.kind !== "trigger");
const triggers = catalogue.filter(
  (definition): definition is TriggerDefinition => definition.kind === "trigger",
);
const effectOutcomes: EffectOutcome[] = ["sent", "skipped", "failed", "unknown"];
const intentions: Intention[] = deepFreeze([
  { kind: "delay", from: NOW, duration: { amount: 2, unit: "days" } },
  { kind: "until-time", from: NOW, time: "09:00", weekdays: [1] },
  { kind: "until-date", from: NOW, attribute: "renewal", offsetDays: 0, time: "09:00" },
  { kind: "wait-for", from: NOW, timeout: { amount: 2, unit: "days" } },
]);
const signals: Signal[] = deepFreeze([
  { kind: "event", event: { name: "Order Completed", at: NOW, properties: {} } },
  { kind: "event", event: { name: "Something Else", at: NOW, properties: {} } },
  { kind: "profile-changed" },
  { kind: "segment", segmentId: 1, change: "left" },
]);

it("keeps the types of saved workflows", () => {
  expect(catalogue.map(({ type }) => type)).toEqual([
    "signup",
    "cart-abandoned",
    "inactivity",
    "event",
    "attribute-changed",
    "date-attribute",
    "segment-changed",
    "stage-changed",
    "schedule",
    "incoming-hook",
    "manual",
    "send-email",
    "send-web-push",
    "send-sms",
    "send-whatsapp",
    "show-in-app",
    "call-webhook",
    "update-profile",
    "record-event",
    "notify-team",
    "delay",
    "wait-for",
    "branch",
    "split",
    "exit",
  ]);
  for (const definition of catalogue) expect(findNode(definition.type)).toBe(definition);
  expect(findNode("constructor")).toBeUndefined();
});

describe.each(catalogue.map((definition) => [definition.type, definition] as const))("%s", (_type, node) => {
  it("says what it is", () => {
    expect(node.label).toMatch(/^[A-Z].+[^.]$/);
    expect(node.icon).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(node.summary).toMatch(/^[A-Z].+\.$/);
    expect(node.guide).toMatch(/^[A-Z].{30,}\.$/s);
    expect(word(node.summary) + word(node.guide)).not.toContain("!");
  });

  it("names every field and every choice", () => {
    for (const [name, field] of fieldsOf(node)) {
      expect(hintsOf(field).label, name).toMatch(/^[A-Z]/);
      for (const value of choicesOf(field)) {
        // An HTTP method is its own word.
        expect(hintsOf(field).options?.[value] ?? value, `${name}: ${value}`).toMatch(/^[A-Z]/);
      }
    }
  });

  it("has a sample that can be used and described", () => {
    const config = node.config.parse(node.sample);
    expect(word(node.describe(config))).toMatch(/\S{2,}/);
    expect(word(node.describe(config))).not.toMatch(/undefined|\[object|null/);
  });

  it("refuses what cannot be meant, in plain words", () => {
    for (const [name] of fieldsOf(node)) {
      const garbage = [{ deep: [1] }, [[]], Number.NaN, "\0", "x".repeat(60_000), -1, 1.5, 1e9];
      const messages = garbage.flatMap((value) =>
        problemsOf(node, { ...asObject(node.sample), [name]: value }),
      );
      expect(messages.length, `${name} takes anything`).toBeGreaterThan(0);
      for (const message of messages) {
        expect(message).toMatch(/^[A-Z“]/);
        expect(message).not.toMatch(
          /expected|received|invalid|undefined|NaN|pattern|object|Too (small|big)/i,
        );
      }
    }
  });
});

describe.each(steps.map((definition) => [definition.type, definition] as const))("step %s", (_type, step) => {
  const config = deepFreeze(step.config.parse(step.sample));
  const ports = step.ports(config).map((port) => port.id);

  it("has ports that can be told apart", () => {
    expect(new Set(ports).size).toBe(ports.length);
    for (const waiting of step.waits?.(config) ?? []) expect(ports).toContain(waiting);
    for (const { label } of step.ports(config)) expect(inWords(label)).toMatch(/\S/);
  });

  it.each([
    ["for somebody who can be reached everywhere", { email: true, webPush: true, phone: true }],
    ["for somebody who can be reached nowhere", { email: false, webPush: false, phone: false }],
  ])("does the same each time and changes nothing, %s", (_who, reachable) => {
    const outcome = execute(step, config, reachable);
    expect(execute(step, config, reachable)).toEqual(outcome);
    expectOutcome(outcome, ports);
    // Without it nobody would tell the step which arm a profile was given.
    if ("arm" in outcome) expect(step.assigns).toBe(true);
    if (outcome.kind === "wait") {
      const context = contextOf(step, config, reachable);
      const early = step.resume?.(config, outcome.intention, { ...context, now: outcome.until - 1 });
      expect(early).toMatchObject({ kind: "wait", until: outcome.until });
      const due = step.resume?.(config, outcome.intention, { ...context, now: outcome.until });
      expectOutcome(due ?? { kind: "go", port: "next" }, ports);
      expect(due?.kind).not.toBe("wait");
    }
    if (outcome.kind === "effect") {
      for (const end of effectOutcomes) expect(ports).toContain(step.settle?.(end));
    }
  });

  it.each(intentions.map((intention) => [intention.kind, intention] as const))(
    "ends any wait that began at it, also when it was another step then: %s",
    (_kind, intention) => {
      const context = contextOf(step, config, { email: true, webPush: true, phone: true });
      for (const signal of signals) {
        const heard = step.hear?.(config, signal, intention, context);
        if (heard) expectOutcome(heard, ports);
      }
      const early = step.resume?.(config, intention, context);
      if (early) expectOutcome(early, ports);
      const late = step.resume?.(config, intention, { ...context, now: NOW + 5 * 365 * DAY_MS });
      if (late) expectOutcome(late, ports);
      expect(late?.kind).not.toBe("wait");
    },
  );

  it("names each event that it may wait for once", () => {
    const names = step.listens?.(config) ?? [];
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).not.toBe("");
    // Nobody tells a step that cannot hear.
    expect(names.length === 0 || step.hear !== undefined).toBe(true);
  });
});

describe.each(triggers.map((definition) => [definition.type, definition] as const))(
  "trigger %s",
  (_type, trigger) => {
    const config = deepFreeze(trigger.config.parse(trigger.sample));
    const event = deepFreeze({ ...trigger.sampleEvent(config), at: NOW });
    const cart: Cart = foldCart(undefined, event);
    const context = deepFreeze({ zone: "Europe/Berlin", carts: [cart] });
    const profile = deepFreeze({ ...makeFacts().profile, attributes: { birthday: "1990-05-31" } });
    const dueContext = (now: number) =>
      deepFreeze({ now, profile, zone: context.zone, cart, lastStartedAt: null });

    const listens = trigger.listens(config).length > 0;

    it("can start, and listens to its own sample event and to whatever ends its runs", () => {
      const names = trigger.listens(config);
      const { onProfile, onSegment, onStage, timerOf, schedule, manual } = trigger;
      expect(listens || onProfile || onSegment || onStage || timerOf || schedule || manual).toBeTruthy();
      if (listens) expect(names).toContain(event.name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of trigger.exitEvents(config)) expect(names).toContain(name);
    });

    it("makes of its sample event something that can be stored", () => {
      const outcomes = trigger.on(config, event, context);
      expect(outcomes.length > 0).toBe(listens);
      expect(trigger.on(config, event, context)).toEqual(outcomes);
      expect(JSON.parse(JSON.stringify(outcomes))).toEqual(outcomes);
      for (const outcome of outcomes) {
        if (outcome.kind === "start") expect(outcome.entryKey).not.toBe("");
        if (outcome.kind !== "arm") continue;
        expect(outcome.setAt).toBe(NOW);
        expect(outcome.dueAt).toBeGreaterThan(NOW);
        const timer = deepFreeze(outcome);
        const due = trigger.due?.(config, timer, dueContext(outcome.dueAt));
        expect(due).toMatchObject({ kind: "start" });
        expect(JSON.parse(JSON.stringify(due))).toEqual(due);
        const again = trigger.reschedule?.(config, outcome.setAt, context.zone);
        expect(again ?? outcome.dueAt).toBe(outcome.dueAt);
      }
    });

    it("follows the profile, when it does, with timers that start runs", () => {
      const timer = trigger.timerOf?.(config, profile, context.zone, NOW);
      if (!timer) return;
      expect(timer.dueAt).toBeGreaterThan(NOW);
      const set = deepFreeze({ ...timer, setAt: NOW });
      const due = trigger.due?.(config, set, dueContext(timer.dueAt));
      expect(due).toMatchObject({ kind: "start" });
      expect(JSON.parse(JSON.stringify([timer, due]))).toEqual([timer, due]);
      const next = trigger.timerOf?.(config, profile, context.zone, timer.dueAt);
      expect(next?.dueAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(timer.dueAt);
    });

    it("comes round, when it does, at times that there are", () => {
      const plan = trigger.schedule?.(config);
      if (plan) expect(nextCron(plan.cron, plan.zone ?? context.zone, NOW)).toBeGreaterThan(NOW);
    });

    it("looks back, when it does, to the timer that the event would have set", () => {
      const rule = trigger.backfill?.(config);
      if (!rule) return;
      const [armed] = trigger.on(config, { ...event, name: rule.event, at: NOW - DAY_MS }, context);
      expect(armed).toMatchObject({
        kind: "arm",
        timerKey: rule.timerKey,
        dueAt: rule.dueAt(NOW - DAY_MS, context.zone),
      });
    });
  },
);

function fieldsOf(node: NodeDefinition): [string, z.ZodMiniType][] {
  return Object.entries((node.config as z.ZodMiniObject<Record<string, z.ZodMiniType>>).shape);
}

/** The values of an enum, also of one with a default. */
function choicesOf(field: z.ZodMiniType): string[] {
  const inner = "unwrap" in field && typeof field.unwrap === "function" ? field.unwrap() : field;
  return "options" in inner && Array.isArray(inner.options)
    ? inner.options.filter((option: unknown) => typeof option === "string")
    : [];
}

function problemsOf(node: NodeDefinition, config: Record<string, unknown>): string[] {
  const position = { x: 0, y: 0 };
  return validateGraph({ nodes: [{ id: "n", type: node.type, config, position }], edges: [] })
    .filter((problem) => problem.code === "node.bad-config")
    .map((problem) => word(problem.message));
}

function asObject(value: unknown): Record<string, unknown> {
  return { ...(value as Record<string, unknown>) };
}

function contextOf(
  step: StepDefinition,
  config: unknown,
  reachable: { email: boolean; webPush: boolean; phone: boolean },
) {
  const needs = step.reads?.(config) ?? [];
  const measures = Object.fromEntries(needs.filter(isMeasure).map((need) => [measureKey(need), 1]));
  const facts = makeFacts({ reachable, measures });
  return deepFreeze({ nodeId: "n", facts, data: { event: { total: 5 } }, now: NOW });
}

function execute(
  step: StepDefinition,
  config: unknown,
  reachable: { email: boolean; webPush: boolean; phone: boolean },
): Outcome {
  return step.execute(config, contextOf(step, config, reachable));
}

function expectOutcome(outcome: Outcome, ports: string[]): void {
  expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
  if (outcome.kind === "go") expect(ports).toContain(outcome.port);
  if (outcome.kind === "wait") expect(outcome.until).toBeGreaterThan(NOW);
  if (outcome.kind === "stop") expect(outcome.reason.code).toMatch(/^[a-z]+\.[a-z-]+$/);
  if (outcome.kind === "effect")
    expect(outcome.content.channel).toMatch(/^(email|web-push|sms|whatsapp|in-app|webhook)$/);
}
