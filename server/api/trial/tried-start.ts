import { type Cart, type CartItem, foldCart } from "#workflows/cart.ts";
import type { CompiledGraph } from "#workflows/compile.ts";
import { type EventTimes, withTime } from "#workflows/event-times.ts";
import { zoneOf } from "#workflows/facts.ts";
import { dateMoment, resolveLocal, timeOfDay } from "#workflows/local-time.ts";
import { matchTrigger } from "#workflows/matching.ts";
import type { RunData } from "#workflows/run.ts";
import type { TrialCartItem, TrialStart } from "#workflows/trial.ts";
import { cartData } from "#workflows/triggers/cart-abandoned.ts";
import type { Tried } from "./tried-person.ts";

/** How a tried run begins. */
export interface TriedStart {
  startAt: number;
  data: RunData;
  past: EventTimes;
  /** The one that was filled for it, else the person's own or the trigger's example. */
  cart: Cart;
  /** What the trigger tells this entry from others by. */
  entryKey: string;
  /** False: the trigger would not have let the person in with this event. */
  starts: boolean;
}

/** The key of triggers for which every entry of a person is the same one. */
const ONLY_KEY = "once";

/** What would have started the run: the chosen event, cart or date, else what the person or the trigger has. */
export function triedStart(graph: CompiledGraph, tried: Tried, start: TrialStart, now: number): TriedStart {
  const startAt = beginning(graph, tried, start, now);
  const data = { ...triggerData(graph, tried.cart, startAt), ...chosenData(graph, start, startAt) };
  const before = tried.pastBefore(startAt);
  const cart = start.cart ? cartOf(start.cart, startAt) : cartBy(graph, tried.cart, startAt);
  const event = eventOf(graph, start);
  if (!event) return { startAt, data, past: before, cart, entryKey: ONLY_KEY, starts: true };
  const happened = { ...event, at: startAt };
  const past = withTime(before, event.name, startAt, event.properties);
  // A trigger that waits for quiet or for a cart to rest starts later than its event; what starts at once is asked.
  const outcomes = matchTrigger(graph, happened, { zone: zoneOf(tried.facts), carts: [] });
  const asked = graph.trigger?.definition.due === undefined;
  const started = outcomes.find((outcome) => outcome.kind === "start");
  const starts = !asked || started !== undefined;
  return { startAt, data, past, cart, entryKey: started?.entryKey ?? ONLY_KEY, starts };
}

/** What the trigger would have given the run: the person's open cart where there is one, else the trigger's example. */
export function triggerData({ trigger }: CompiledGraph, openCart: Cart | undefined, now: number): RunData {
  if (!trigger) return {};
  if (trigger.definition.sampleData) return trigger.definition.sampleData(trigger.config);
  const event = trigger.definition.sampleEvent(trigger.config);
  const cart = cartBy({ trigger }, openCart, now);
  return { event: event.properties, ...(cart.items.length > 0 ? { cart: cartData(cart) } : {}) };
}

function cartBy({ trigger }: Pick<CompiledGraph, "trigger">, openCart: Cart | undefined, now: number): Cart {
  if (openCart) return openCart;
  const event = trigger?.definition.sampleEvent(trigger.config);
  return event ? foldCart(undefined, { ...event, at: now }) : cartOf([], now);
}

/** The event that starts the run; null for a trigger that needs none. */
function eventOf({ trigger }: CompiledGraph, { properties }: TrialStart) {
  if (trigger?.definition.brings !== "event" || trigger.definition.manual) return null;
  const sample = trigger.definition.sampleEvent(trigger.config);
  return { name: sample.name, properties: properties ?? sample.properties };
}

function chosenData({ trigger }: CompiledGraph, start: TrialStart, now: number): RunData {
  const { properties, cart, date } = start;
  const brings = trigger?.definition.brings;
  return {
    ...(properties && brings === "event" ? { event: properties } : {}),
    ...(cart && brings === "cart" ? { cart: cartData(cartOf(cart, now)) } : {}),
    ...(date !== "" && trigger?.definition.timerOf ? { date } : {}),
  };
}

function cartOf(items: TrialCartItem[], now: number): Cart {
  const lines: CartItem[] = items.map((item, index) => ({ ...item, id: `item-${index + 1}` }));
  return { cartKey: "trial", items: lines, status: "open", openedAt: now, changedAt: now };
}

/** When the clock begins, in the person's zone; for a trigger that follows a date, on that date. */
function beginning(
  { trigger }: CompiledGraph,
  { facts }: Tried,
  { at, date }: TrialStart,
  now: number,
): number {
  const zone = zoneOf(facts);
  if (at !== "") return resolveLocal(at, zone);
  if (date === "" || !trigger?.definition.timerOf) return now;
  const { offsetDays = 0, time } = trigger.config as { offsetDays?: number; time?: string };
  const chosen = { offsetDays, time: timeOfDay.safeParse(time).data ?? "09:00" };
  return dateMoment(date, chosen, zone)?.at ?? now;
}
