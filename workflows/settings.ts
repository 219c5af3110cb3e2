import * as z from "zod/mini";
import { capRules } from "./caps.ts";
import { condition } from "./condition.ts";
import { duration } from "./duration.ts";
import { eventFilter, propertyRules } from "./event-filter.ts";
import { hintsOf } from "./field-hints.ts";
import { localDateTime, timeOfDay } from "./local-time.ts";
import { chain, type FilledPhrase, phrase } from "./phrase.ts";

/** What an owner sets for a workflow as a whole. Part of its graph, so that a version keeps the settings it was published with. */
export const workflowSettings = z
  .object({
    reentry: z._default(z.enum(["once", "after-exit", "after-days", "per-key"]), "once").check(
      z.meta({
        section: "Who may enter again",
        label: "A person may enter",
        help: "Once means: once per cart, quiet spell, date or time of the schedule where the trigger has those.",
        options: {
          once: "Once",
          "after-exit": "Again after leaving",
          "after-days": "Again after some days",
          "per-key": "Once for each value",
        },
      }),
    ),
    reentryDays: z
      ._default(z.number().check(z.int("Use whole days"), z.minimum(1, "At least 1"), z.maximum(3650)), 30)
      .check(
        z.meta({
          label: "Days between two entries",
          help: "Counted from the last time the person entered.",
          when: { field: "reentry", is: ["after-days"] },
        }),
      ),
    reentryKey: z._default(z.string().check(z.trim(), z.maxLength(200)), "event.order_id").check(
      z.meta({
        label: "Value",
        help: "Each value of it lets the person in once, like the number of an order.",
        control: "data-path",
        when: { field: "reentry", is: ["per-key"] },
      }),
    ),
    whenInside: z._default(z.enum(["skip", "restart", "parallel"]), "skip").check(
      z.meta({
        label: "If the person is inside already",
        options: { skip: "Stay as they are", restart: "Begin anew", parallel: "Go through it twice at once" },
      }),
    ),
    exitEvents: z._default(z.array(eventFilter).check(z.maxLength(10, "At most 10 events")), []).check(
      z.meta({
        section: "Who leaves early",
        label: "Leave when this happens",
        help: "At once, at whatever step. What waits to be sent is not sent.",
        control: "event-filters",
      }),
    ),
    exitCondition: z._default(z.nullable(condition), null).check(
      z.meta({
        label: "Leave when this holds",
        help: "Looked at before every step and every message.",
        control: "condition",
      }),
    ),
    goalEvent: z._default(z.string().check(z.trim(), z.maxLength(200)), "").check(
      z.meta({
        section: "Goal",
        label: "What this workflow is for",
        help: "Each run that is followed by this event is counted as a success.",
        control: "event-name",
        placeholder: "Order Completed",
      }),
    ),
    goalWhere: propertyRules.check(
      z.meta({
        label: "Only if",
        help: "Rules over what comes with the event. All of them must hold.",
        control: "property-rules",
      }),
    ),
    goalDays: z
      ._default(z.number().check(z.int("Use whole days"), z.minimum(1, "At least 1"), z.maximum(365)), 14)
      .check(
        z.meta({
          label: "Within days of entering",
          help: "What happens later is not counted. Two weeks are usual for an order.",
        }),
      ),
    goalExits: z._default(z.boolean(), true).check(z.meta({ label: "Leave on reaching the goal" })),
    quietHours: z._default(z.enum(["shop", "own", "off"]), "shop").check(
      z.meta({
        section: "When messages may go out",
        label: "Quiet hours",
        help: "In the customer's own time zone. Messages wait until they end, and are then spread over 15 minutes.",
        options: { shop: "As in the shop's settings", own: "Other hours", off: "None" },
      }),
    ),
    quietFrom: z
      ._default(timeOfDay, "21:00")
      .check(z.meta({ label: "From", control: "time-of-day", when: { field: "quietHours", is: ["own"] } })),
    quietTo: z
      ._default(timeOfDay, "09:00")
      .check(z.meta({ label: "To", control: "time-of-day", when: { field: "quietHours", is: ["own"] } })),
    caps: z._default(z.enum(["shop", "own", "off"]), "shop").check(
      z.meta({
        label: "Most messages per person",
        help: "A message over the limit is left out, and the person goes on.",
        options: { shop: "As in the shop's settings", own: "Other limits", off: "No limit" },
      }),
    ),
    capRules: capRules.check(
      z.meta({ label: "Limits", control: "cap-rules", when: { field: "caps", is: ["own"] } }),
    ),
    tracking: z._default(z.enum(["shop", "off"]), "shop").check(
      z.meta({
        label: "Opens and clicks",
        help: "Off: nobody can tell who opened or clicked a message of this workflow.",
        options: { shop: "As in the shop's settings", off: "Not noted" },
      }),
    ),
    startsAt: z._default(localDateTime, "").check(
      z.meta({
        section: "From when to when",
        label: "Takes people in from",
        help: "In the shop's time zone. Empty: at once.",
        control: "local-date-time",
      }),
    ),
    endsAt: z._default(localDateTime, "").check(
      z.meta({
        label: "Takes people in until",
        help: "Whoever is inside then goes on to the end.",
        control: "local-date-time",
      }),
    ),
    staleAfter: z._default(duration, { amount: 3, unit: "days" }).check(
      z.meta({
        label: "After a pause, drop what is older than",
        help: "Steps and messages that should have happened longer ago than this are left out when the workflow goes on, and emails that the daily limit has kept waiting for longer.",
        control: "duration",
      }),
    ),
  })
  .check(
    z.refine(({ startsAt, endsAt }) => startsAt === "" || endsAt === "" || startsAt < endsAt, {
      error: "The end must be after the beginning",
      path: ["endsAt"],
    }),
    z.refine(({ quietHours, quietFrom, quietTo }) => quietHours !== "own" || quietFrom !== quietTo, {
      error: "Quiet hours that begin and end at the same time would never end",
      path: ["quietTo"],
    }),
    z.refine(({ caps, capRules: rules }) => caps !== "own" || rules.length > 0, {
      error: "Add a limit, or choose “No limit”",
      path: ["capRules"],
    }),
    z.refine(({ reentry, reentryKey }) => reentry !== "per-key" || reentryKey !== "", {
      error: "Say which value tells two entries apart",
      path: ["reentryKey"],
    }),
  );

export type WorkflowSettings = z.output<typeof workflowSettings>;

export const defaultSettings: WorkflowSettings = workflowSettings.parse({});

export type SettingName = keyof WorkflowSettings;
const oneByOne = z.object(workflowSettings.shape);
const settingNames = Object.keys(defaultSettings) as SettingName[];

/**
 * The settings that a version was published with, one by one: what can be read is kept, what cannot has its default and
 * is named in `unreadable`. A release that changes what a setting may hold must not cost a workflow its exits or its
 * quiet hours: see `CompiledGraph.unreadable` for what becomes of such a version.
 */
export function readStoredSettings(stored: unknown): {
  settings: WorkflowSettings;
  unreadable: SettingName[];
} {
  if (typeof stored !== "object" || stored === null || Array.isArray(stored))
    return { settings: defaultSettings, unreadable: settingNames };
  const given: Partial<Record<SettingName, unknown>> = { ...stored };
  const unreadable = new Set<SettingName>();
  for (;;) {
    const parsed = workflowSettings.safeParse(given);
    if (parsed.success) return { settings: parsed.data, unreadable: [...unreadable] };
    // Rules between two settings are only looked at once each can be read, so there may be a second round.
    const faulty = settingNames.filter((name) => parsed.error.issues.some(({ path }) => path[0] === name));
    const left = faulty.filter((name) => !unreadable.has(name));
    // A default may contradict what is kept, like limits of its own without any limit.
    if (left.length === 0) return { settings: oneByOne.parse(given), unreadable: [...unreadable] };
    for (const name of left) {
      unreadable.add(name);
      delete given[name];
    }
  }
}

/** The settings as the form calls them: "Leave when this happens, Quiet hours". */
export function wordSettingNames(names: readonly SettingName[]): FilledPhrase {
  const labels = names.map((name) => hintsOf(workflowSettings.shape[name]).label ?? name);
  return phrase(chain(labels, "{a}, {b}"));
}
