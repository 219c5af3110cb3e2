import * as z from "zod";
import { inventedPerson } from "./invented-person.ts";
import { localDateTime } from "./local-time.ts";

/** What comes with one event of a trial; templates of the app read no more. */
const PROPERTIES_MAX_CHARS = 20_000;
const CART_ITEMS_MAX = 50;
const EVENTS_MAX = 50;

const properties = z
  .record(z.string().max(200), z.unknown())
  .refine((given) => JSON.stringify(given).length <= PROPERTIES_MAX_CHARS, "That is too long to try it with");

const cartItem = z.object({
  name: z.string().trim().max(300),
  price: z.number().min(0).max(1_000_000_000),
  quantity: z.number().int("Use a whole number").min(1).max(10_000),
});
export type TrialCartItem = z.output<typeof cartItem>;

/** With whom a workflow is tried. */
export const trialPerson = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stored"), profileId: z.number().int() }),
  z.object({ kind: z.literal("invented"), person: inventedPerson }),
]);
export type TrialPerson = z.output<typeof trialPerson>;

/** What starts a tried run. Whatever is null is as the trigger's example, or the person's own cart, has it. */
export const trialStart = z.object({
  properties: properties.nullable().default(null),
  cart: z.array(cartItem).max(CART_ITEMS_MAX).nullable().default(null),
  /** For triggers that follow a date: "2026-05-17"; "" for none. */
  date: z
    .string()
    .regex(/^(\d{4}-\d{2}-\d{2})?$/, "Use a date like 2026-05-17")
    .default(""),
  /** When the clock begins, where the person lives; "" for now. */
  at: localDateTime.default(""),
});
export type TrialStart = z.output<typeof trialStart>;

/** Something that happens while a tried run is under way; `at` in epoch milliseconds. */
const trialEvent = z.object({
  name: z.string().trim().min(1).max(200),
  at: z.number().int(),
  properties: properties.default({}),
});
export type TrialEvent = z.output<typeof trialEvent>;

/** One try of a workflow. Nothing of it is stored. */
export const trial = z.object({
  person: trialPerson,
  start: trialStart.prefault({}),
  /** When the clock began in an earlier answer, so that it begins there again; null: by `start`. */
  startedAt: z.number().int().nullable().default(null),
  events: z.array(trialEvent).max(EVENTS_MAX).default([]),
});
export type Trial = z.output<typeof trial>;
