import * as z from "zod/mini";
import { catalogue, findNode } from "./catalogue.ts";
import type { EffectContent } from "./effect-content.ts";
import { type Facts, NOTHING_KNOWN } from "./facts.ts";
import { untilMoment } from "./flow/until-moment.ts";
import type { Graph } from "./graph.ts";
import { localDateTime, resolveLocal } from "./local-time.ts";
import type { StepDefinition } from "./node.ts";
import { drawGraph } from "./recipes/recipe.ts";
import { manual } from "./triggers/manual.ts";
import { whomRule } from "./whom.ts";

export const PER_HOUR_MAX = 1_000_000;
/** People on a list, or lines that name them. */
export const LISTED_MAX_PEOPLE = 10_000;
/** The step of the workflow that a one-off message is sent by. */
export const ONE_OFF_STEP = "message";
/** UTC+14 (POSIX writes it with the other sign): nowhere is a date earlier. */
const EARLIEST_ZONE = "Etc/GMT-14";
const TYPE_MAX_CHARS = 100;

/** What is sent: an action's type with its settings, which a draft may have half filled in. */
export const oneOffMessage = z.object({
  type: z.string().check(
    z.maxLength(TYPE_MAX_CHARS),
    z.refine((type) => channelOfAction(type) !== null, "Choose what to send"),
  ),
  config: z.record(z.string(), z.unknown()),
});

/** Whom it goes to. The people of a list are kept beside it. */
export const oneOffAudience = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("everybody") }),
  z.object({ kind: z.literal("condition"), condition: whomRule }),
  z.object({ kind: z.literal("list") }),
]);

export const oneOffSchedule = z.object({
  /** "2026-12-24T09:00", without a zone; null: as soon as the owner says so. */
  at: z.nullable(localDateTime.check(z.refine((at) => at !== "", "Choose a date and a time"))),
  /** At that time in each person's own zone, instead of the shop's. */
  local: z.boolean(),
  /** At most so many people within an hour; null: as fast as it goes. */
  perHour: z.nullable(
    z
      .number()
      .check(
        z.int("Enter a whole number"),
        z.minimum(1, "At least 1"),
        z.maximum(PER_HOUR_MAX, `At most ${PER_HOUR_MAX}`),
      ),
  ),
});

export type OneOffMessage = z.infer<typeof oneOffMessage>;
export type OneOffAudience = z.infer<typeof oneOffAudience>;
export type OneOffSchedule = z.infer<typeof oneOffSchedule>;
/** What a profile is written to through; a webhook is no message to anybody. */
export type MessageContent = Exclude<EffectContent, { channel: "webhook" }>;

/** The workflow that sends a one-off message: everybody is let in, waits for their time, and gets it. */
export function oneOffGraph({
  message,
  schedule,
}: {
  message: OneOffMessage;
  schedule: OneOffSchedule;
}): Graph {
  const { at, local } = schedule;
  return drawGraph([
    { id: "start", type: manual.type, config: {} },
    ...(at !== null && local ? [{ id: "wait", type: untilMoment.type, config: { at } }] : []),
    { id: ONE_OFF_STEP, type: message.type, config: message.config },
  ]);
}

/**
 * When people begin to be let in: null for at once. At each person's own time that is when the first of them has it.
 */
export function beginsAt({ at, local }: OneOffSchedule, shopZone: string): number | null {
  return at === null ? null : resolveLocal(at, local ? EARLIEST_ZONE : shopZone);
}

/** The types of the actions that send a message to the person. */
export function oneOffActions(): string[] {
  return catalogue.flatMap(({ type }) => (channelOfAction(type) === null ? [] : type));
}

/** The channel of an action that sends the person a message; null for every other type. */
export function channelOfAction(type: string): MessageContent["channel"] | null {
  const definition = findNode(type);
  if (definition?.kind !== "action") return null;
  const config = definition.config.safeParse(definition.sample);
  return (config.success && contentFor({ definition, config: config.data }, sampleFacts)?.channel) || null;
}

/** A step whose settings were read. */
export interface ReadStep {
  definition: StepDefinition;
  config: unknown;
}

/** The action of a one-off message with its settings read; null when they are not whole. */
export function readMessage({ type, config }: OneOffMessage): ReadStep | null {
  const definition = findNode(type);
  if (definition?.kind !== "action") return null;
  const parsed = definition.config.safeParse(config);
  return parsed.success ? { definition, config: parsed.data } : null;
}

/** What the action would send this person; null when they cannot be reached by it, or when it sends them nothing. */
export function contentFor({ definition, config }: ReadStep, facts: Facts): MessageContent | null {
  const outcome = definition.execute(config, { nodeId: ONE_OFF_STEP, facts, data: {}, now: 0 });
  if (outcome.kind !== "effect" || outcome.content.channel === "webhook") return null;
  return "team" in outcome.content && outcome.content.team ? null : outcome.content;
}

/** Somebody who can be reached by every channel. */
const sampleFacts: Facts = {
  workflowId: 0,
  profile: {
    id: 0,
    externalId: "customer",
    email: "customer@example.com",
    phone: "+15550100",
    name: "Customer",
    timezone: null,
    locale: null,
    attributes: {},
    createdAt: 0,
    lastSeenAt: null,
  },
  shopTimezone: "UTC",
  shopLanguage: "en",
  reachable: { email: true, webPush: true, phone: true },
  ...NOTHING_KNOWN,
  assignments: {},
};
