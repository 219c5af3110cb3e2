import type * as z from "zod/mini";
import type { Cart } from "./cart.ts";
import type { Condition } from "./condition.ts";
import type { EffectContent } from "./effect-content.ts";
import type { Facts, ProfileFacts } from "./facts.ts";
import type { LifecycleStage } from "./lifecycle.ts";
import type { Need } from "./needs.ts";
import type { Phrase } from "./phrase.ts";
import type { Reason } from "./reasons.ts";
import type { EffectOutcome, Intention, RunData, Signal } from "./run.ts";

export const channels = ["email", "web-push", "sms", "whatsapp", "in-app", "webhook"] as const;
export type Channel = (typeof channels)[number];

/** Which control draws a field of a config form; without one the schema's type decides. */
export type Control =
  | "text"
  | "long-text"
  | "template"
  | "long-template"
  | "json-template"
  | "event-name"
  | "duration"
  | "condition-paths"
  | "headers"
  | "attribute-name"
  /** The path of a value that a run carries, "event.order_id". */
  | "data-path"
  /** One condition, or null for none. */
  | "condition"
  /** Rules over an event's properties. */
  | "property-rules"
  /** A list of events, each with rules over its properties. */
  | "event-filters"
  | "time-of-day"
  | "weekdays"
  /** A date and time of day without a zone, "2026-12-24T09:00"; "" for none. */
  | "local-date-time"
  | "time-zone"
  /** A cron line, chosen in words. */
  | "cron"
  /** The event of an incoming hook. */
  | "hook"
  /** Who an email comes from, of the shop's senders. */
  | "sender"
  /** One of the shop's topics of consent. */
  | "topic"
  /** One of the shop's segments. */
  | "segment"
  /** A text message, with its segments counted; `optOutHint` of the form adds a line to it. */
  | "text-message"
  /** What stands for {{1}}, {{2}}, … in a template of WhatsApp; each is a template of ours. */
  | "text-variables"
  | "split-arms"
  | "profile-changes"
  | "event-properties"
  | "cap-rules"
  /** The address of a picture, which may be an uploaded one: "/images/…". */
  | "picture"
  /** Buttons of a notification. */
  | "push-buttons"
  /** The texts in other languages, which stand above the form as tabs. */
  | "variants"
  /** An email made of blocks; edits the form's `subject`, `preview` and `text` too. */
  | "email-design"
  /** MJML or HTML written by hand. */
  | "email-code";

/** Hints beside a config field's rule: `.meta({ label, help, … })`, written last so that nothing drops it. */
declare module "zod" {
  interface GlobalMeta {
    label?: Phrase;
    help?: Phrase;
    placeholder?: Phrase;
    control?: Control;
    /** For z.enum: the words for each value. */
    options?: Record<string, Phrase>;
    /** Shown only while another field of the form has one of these values. */
    when?: { field: string; is: (string | boolean)[] };
    /** The heading that this field and those after it stand under. */
    section?: Phrase;
    /** Beside `section`: its fields stay folded away until somebody opens them or has filled one in. */
    folded?: boolean;
  }
}

/** A way out of a node. */
export interface Port {
  id: string;
  label: Phrase;
}

/** What a step changes at once, in the transaction that records it. Later steps see it. */
export type Change =
  | { kind: "set"; attribute: string; value: unknown }
  | { kind: "increment"; attribute: string; by: number }
  | { kind: "add-tag"; tag: string }
  | { kind: "remove-tag"; tag: string }
  | { kind: "record-event"; name: string; properties: Record<string, unknown> };

export interface StepContext {
  nodeId: string;
  facts: Facts;
  data: RunData;
  now: number;
}

/** What a step wants next. It describes; the interpreter and the engine do. */
export type Outcome =
  | { kind: "go"; port: string; reason?: Reason; changes?: Change[]; arm?: string }
  | { kind: "wait"; until: number; intention: Intention; reason?: Reason }
  | { kind: "effect"; content: EffectContent }
  | { kind: "stop"; reason: Reason; arm?: string };

interface Described<S extends z.ZodMiniType> {
  /** Stored in saved workflows; never renamed. */
  type: string;
  label: Phrase;
  /** A lucide icon's name. */
  icon: string;
  /** One line for the palette. */
  summary: Phrase;
  /** The help panel: what it does exactly, and what to watch out for. */
  guide: Phrase;
  config: S;
  /** A config that makes sense, to start from and to test with. */
  sample: z.input<S>;
  /** What this node will do, in one sentence for the canvas. */
  describe(config: z.output<S>): Phrase;
}

export interface StepDefinition<S extends z.ZodMiniType = z.ZodMiniType> extends Described<S> {
  kind: "action" | "flow";
  /** It draws lots: the profile's arm at this node is kept. */
  assigns?: boolean;
  /** The ports before which it always lets time pass, so that a way back to an earlier step may lead through them. */
  waits?(config: z.output<S>): string[];
  ports(config: z.output<S>): Port[];
  /** What the rules of the step read, so that it is loaded before it. */
  reads?(config: z.output<S>): Need[];
  execute(config: z.output<S>, context: StepContext): Outcome;
  /** The names of the events that it may wait for. */
  listens?(config: z.output<S>): string[];
  /** Whether a change of the profile may end its wait. */
  watches?(config: z.output<S>): boolean;
  /** During a wait: what the signal means for it; null when nothing. */
  hear?(config: z.output<S>, signal: Signal, intention: Intention, context: StepContext): Outcome | null;
  /** After a wait: whether it is over. Without it the run goes on through "next". */
  resume?(config: z.output<S>, intention: Intention, context: StepContext): Outcome;
  /** The port to take when the effect has ended. */
  settle?(outcome: EffectOutcome): string;
  /** The name under which the run keeps what its webhook answered; empty when it does not. */
  keepsAnswerAs?(config: z.output<S>): string;
}

export interface TriggerEvent {
  name: string;
  at: number;
  properties: Record<string, unknown>;
  /** How many workflows stand behind it; 0 for what a customer did. */
  depth?: number;
}

/** A profile as it was and as it is; `before` is null for a new one. */
export interface ProfileChange {
  before: ProfileFacts | null;
  after: ProfileFacts;
  at: number;
}

export interface SegmentChange {
  segmentId: number;
  change: "entered" | "left";
  at: number;
}

/** Another stage of life; `from` is null when there was none before. `at`: when it began. */
export interface StageChange {
  from: LifecycleStage | null;
  to: LifecycleStage;
  at: number;
}

export interface TriggerContext {
  /** The zone of the profile, or the shop's. */
  zone: string;
  /** The carts that the event touched, as they are after it. */
  carts: Cart[];
}

/** What a trigger makes of an event. `setAt` is the time it rests on: an older event never moves a timer back. */
export type TriggerOutcome =
  | { kind: "start"; entryKey: string; data: RunData }
  | { kind: "arm"; timerKey: string; dueAt: number; setAt: number; data: Record<string, unknown> }
  | { kind: "disarm"; timerKey: string };

export interface DueContext {
  now: number;
  profile: ProfileFacts;
  zone: string;
  cart: Cart | null;
  /** When the profile last entered this workflow. */
  lastStartedAt: number | null;
}

/** `onceOnly`: whatever the rule of entering again says, nobody enters by this key twice. */
export type DueOutcome =
  | { kind: "start"; entryKey: string; data: RunData; onceOnly?: boolean }
  | { kind: "refuse"; reason: Reason };

/** When a trigger's timer is due, as far as the profile alone tells. */
export interface ProfileTimer {
  timerKey: string;
  dueAt: number;
  data: Record<string, unknown>;
}

export interface TriggerDefinition<S extends z.ZodMiniType = z.ZodMiniType> extends Described<S> {
  kind: "trigger";
  /** What its runs know besides the profile: a cart, or the event that started them. Absent: neither. */
  brings?: "cart" | "event";
  /** The names of the events it wants to see. */
  listens(config: z.output<S>): string[];
  /** Events that end a run at whatever node it is. */
  exitEvents(config: z.output<S>): string[];
  /**
   * For triggers that start because something did not happen: since when it had not. Had one of its exit events happened
   * after that, the run would not have begun, so one that is told late ends it. Null when the run's data does not tell.
   */
  exitsSince?(data: RunData): number | null;
  on(config: z.output<S>, event: TriggerEvent, context: TriggerContext): TriggerOutcome[];
  /** For triggers that look at a change of the profile. */
  onProfile?(config: z.output<S>, change: ProfileChange, context: TriggerContext): TriggerOutcome[];
  /** For triggers that look at a segment. */
  onSegment?(config: z.output<S>, change: SegmentChange, context: TriggerContext): TriggerOutcome[];
  /** For triggers that look at the stage of life. */
  onStage?(config: z.output<S>, change: StageChange, context: TriggerContext): TriggerOutcome[];
  /**
   * For triggers that follow a date of the profile: its next timer after a moment; null when there is none. Asked again
   * whenever the profile or its zone changes, when the workflow is switched on, and after each firing.
   */
  timerOf?(config: z.output<S>, profile: ProfileFacts, zone: string, after: number): ProfileTimer | null;
  /** For timers that an event set: when one is due after the profile's zone changed. */
  reschedule?(config: z.output<S>, setAt: number, zone: string): number;
  /** For triggers that let everybody in at certain times, or whoever a condition holds for. Null zone: the shop's. */
  schedule?(config: z.output<S>): { cron: string; zone: string | null; condition: Condition | null };
  /** People are let in by hand, from the app or by a program. */
  manual?: boolean;
  /** For triggers that arm timers: what happens when one is due. */
  due?(
    config: z.output<S>,
    timer: { timerKey: string; setAt: number; data: Record<string, unknown> },
    context: DueContext,
  ): DueOutcome;
  /**
   * For triggers that look back: the event whose last time decides, and when a timer set by it is due. Used to arm
   * timers for the people who are already there when a workflow is switched on.
   */
  backfill?(config: z.output<S>): {
    event: string;
    timerKey: string;
    dueAt(lastAt: number, zone: string): number;
  };
  /** What a run's data looks like, for the variable picker and for trying out. */
  sampleEvent(config: z.output<S>): { name: string; properties: Record<string, unknown> };
  /** For triggers that start without an event: what a run's data looks like. */
  sampleData?(config: z.output<S>): RunData;
}

export type NodeDefinition = StepDefinition | TriggerDefinition;

export function defineTrigger<S extends z.ZodMiniType>(
  definition: Omit<TriggerDefinition<S>, "kind">,
): TriggerDefinition<S> {
  return { kind: "trigger", ...definition };
}

export function defineAction<S extends z.ZodMiniType>(
  definition: Omit<StepDefinition<S>, "kind">,
): StepDefinition<S> {
  return { kind: "action", ...definition };
}

export function defineFlow<S extends z.ZodMiniType>(
  definition: Omit<StepDefinition<S>, "kind">,
): StepDefinition<S> {
  return { kind: "flow", ...definition };
}
