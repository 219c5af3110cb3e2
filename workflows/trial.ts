import * as z from "zod/mini";
import { GRAPH_NODES_MAX } from "./graph.ts";
import { inventedPerson } from "./invented-person.ts";
import { ANSWERS_KEPT_MAX_CHARS } from "./kept-answers.ts";
import { localDateTime } from "./local-time.ts";

/** What comes with one event of a trial; templates of the app read no more. */
const PROPERTIES_MAX_CHARS = 20_000;
const CART_ITEMS_MAX = 50;
const EVENTS_MAX = 50;
const CHANGES_MAX = 50;
const NODE_ID_MAX_CHARS = 64;

const properties = z
  .record(z.string().check(z.maxLength(200)), z.unknown())
  .check(z.refine((given) => isAtMost(PROPERTIES_MAX_CHARS, given), "That is too long to try it with"));

const cartItem = z.object({
  name: z.string().check(z.trim(), z.maxLength(300)),
  price: z.number().check(z.minimum(0), z.maximum(1_000_000_000)),
  quantity: z.number().check(z.int("Use a whole number"), z.minimum(1), z.maximum(10_000)),
});
export type TrialCartItem = z.output<typeof cartItem>;

/** With whom a workflow is tried. */
export const trialPerson = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stored"), profileId: z.number().check(z.int()) }),
  z.object({ kind: z.literal("invented"), person: inventedPerson }),
]);
export type TrialPerson = z.output<typeof trialPerson>;

/** What starts a tried run. Whatever is null is as the trigger's example, or the person's own cart, has it. */
export const trialStart = z.object({
  properties: z._default(z.nullable(properties), null),
  cart: z._default(z.nullable(z.array(cartItem).check(z.maxLength(CART_ITEMS_MAX))), null),
  /** For triggers that follow a date: "2026-05-17"; "" for none. */
  date: z._default(z.string().check(z.regex(/^(\d{4}-\d{2}-\d{2})?$/, "Use a date like 2026-05-17")), ""),
  /** When the clock begins, where the person lives; "" for now. */
  at: z._default(localDateTime, ""),
});
export type TrialStart = z.output<typeof trialStart>;

/** Something that happens while a tried run is under way; `at` in epoch milliseconds. */
const trialEvent = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  at: z.number().check(z.int()),
  properties: z._default(properties, {}),
});
export type TrialEvent = z.output<typeof trialEvent>;

/** An attribute that changes while a tried run is under way; null takes it away. */
const trialChange = z.object({
  attribute: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  at: z.number().check(z.int()),
  value: z
    .unknown()
    .check(z.refine((given) => isAtMost(PROPERTIES_MAX_CHARS, given), "That is too long to try it with")),
});
export type TrialChange = z.output<typeof trialChange>;

const nodeId = z.string().check(z.maxLength(NODE_ID_MAX_CHARS));

/** What happens around a tried run. */
const trialWorld = z.object({
  events: z._default(z.array(trialEvent).check(z.maxLength(EVENTS_MAX)), []),
  changes: z._default(z.array(trialChange).check(z.maxLength(CHANGES_MAX)), []),
  /** The steps whose message or call fails. */
  failing: z._default(z.array(nodeId).check(z.maxLength(GRAPH_NODES_MAX)), []),
  /** What the webhook of a step answers, by the step's id. */
  answers: z._default(
    z
      .record(nodeId, z.unknown())
      .check(z.refine((given) => isAtMost(ANSWERS_KEPT_MAX_CHARS, given), "That is too long to try it with")),
    {},
  ),
});
export type TrialWorld = z.output<typeof trialWorld>;

/** One try of a workflow. Nothing of it is stored. */
export const trial = z.object({
  person: trialPerson,
  start: z.prefault(trialStart, {}),
  /** When the clock began in an earlier answer, so that it begins there again; null: by `start`. */
  startedAt: z._default(z.nullable(z.number().check(z.int())), null),
  ...trialWorld.shape,
});
export type Trial = z.output<typeof trial>;

function isAtMost(maxChars: number, value: unknown): boolean {
  return (JSON.stringify(value) ?? "").length <= maxChars;
}
