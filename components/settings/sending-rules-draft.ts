import * as z from "zod/mini";
import type { FieldProblem } from "#components/config-form/control.ts";
import type { Settings } from "#components/shell/outputs.ts";
import { type CapRule, capRules } from "#workflows/caps.ts";
import { timeOfDay } from "#workflows/local-time.ts";
import type { SettingsWords } from "./settings-words.ts";

/** Quiet hours and limits as they are being entered; `caps` may hold unfinished rows. */
export type SendingRulesDraft = { on: boolean; from: string; to: string; caps: unknown };

type Rules = Settings["sendingRules"];

/** What suits most shops. */
export const RECOMMENDED_RULES = {
  on: true,
  from: "21:00",
  to: "09:00",
  caps: [{ channel: "email", max: 1, per: "day" }],
} satisfies SendingRulesDraft & { caps: CapRule[] };

const form = z.object({ on: z.boolean(), from: timeOfDay, to: timeOfDay, caps: capRules });

export function draftOf({ quietHours, caps }: Rules): SendingRulesDraft {
  return { ...quietHours, caps };
}

type Problems = Record<"from" | "to" | "caps", FieldProblem[]>;

/** The draft as it is saved, or what is wrong with it by field. */
export function readRules(
  draft: SendingRulesDraft,
  t: SettingsWords,
): { rules: Rules; problems: null } | { rules: null; problems: Problems } {
  const read = form.safeParse(draft);
  const endless = draft.on && draft.from === draft.to;
  if (read.success && !endless) {
    const { caps, ...quietHours } = read.data;
    return { rules: { quietHours, caps }, problems: null };
  }
  const of = (field: string): FieldProblem[] =>
    (read.error?.issues ?? [])
      .filter(({ path }) => path[0] === field)
      .map(({ code, path, message }) => ({
        path: path.slice(1).join("."),
        message: code === "invalid_type" ? t("rules.wholeNumber") : message,
      }));
  const to = endless ? [{ path: "", message: t("rules.endless") }] : of("to");
  return { rules: null, problems: { from: of("from"), to, caps: of("caps") } };
}

/** Whether a draft is what is recommended already. */
export function isRecommended({ on, from, to, caps }: SendingRulesDraft): boolean {
  return JSON.stringify({ on, from, to, caps }) === JSON.stringify(RECOMMENDED_RULES);
}
