import { z } from "zod";
import type { Segment } from "#server/store/segments.ts";
import { ENGLISH, type KnownNames, word } from "#workflows/phrase.ts";
import { wordCondition } from "#workflows/word-condition.ts";
import { id, instant, shown } from "./common-schemas.ts";
import { profileSummary } from "./profile-schemas.ts";
import { ruleDescription, ruleExamples } from "./rule-docs.ts";

const NAME_MAX_CHARS = 120;
const DESCRIPTION_MAX_CHARS = 500;

/** Its own parser knows the kinds of conditions, and says in words what is wrong with one. */
const rule = z
  .record(z.string(), z.unknown(), { error: "must be an object" })
  .meta({ description: ruleDescription, examples: ruleExamples });

const name = z
  .string({ error: "must be text" })
  .trim()
  .min(1, "is empty")
  .max(NAME_MAX_CHARS, `is longer than ${NAME_MAX_CHARS} characters`)
  .meta({ examples: ["Regulars"] });
const description = z
  .string({ error: "must be text" })
  .trim()
  .max(DESCRIPTION_MAX_CHARS, `is longer than ${DESCRIPTION_MAX_CHARS} characters`)
  .nullable()
  .meta({ examples: ["For the monthly letter"] });

/** What a segment is made of. */
export const newSegment = z.strictObject({ name, description: description.default(null), rule });
/** What is changed of one; what is left out stays. */
export const changedSegment = z.strictObject({
  name: name.optional(),
  description: description.optional(),
  rule: rule.optional(),
});
export const segmentExample = { name: "Regulars", description: null, rule: { ...ruleExamples[0] } };

export const segment = z.strictObject({
  id,
  name,
  description,
  rule,
  sentence: z
    .string()
    .describe("The rule in words.")
    .meta({ examples: ["did “Order Completed” at least 3 times in the last 30 days"] }),
  state: z
    .enum(["building", "ready"])
    .describe("`building`: not everybody has been looked at by its rule yet.")
    .meta({ examples: ["ready"] }),
  people: z
    .int()
    .describe("How many are in it now.")
    .meta({ examples: [128] }),
  createdAt: instant,
  updatedAt: instant,
});

/** Somebody who is in a segment. */
export const member = z.strictObject({ profile: profileSummary, enteredAt: instant });

export function showSegment(row: Segment, names: KnownNames): z.output<typeof segment> {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    rule: { ...row.rule },
    sentence: word(wordCondition(row.rule), { ...ENGLISH, names }),
    state: row.state,
    people: row.memberCount,
    createdAt: shown(row.createdAt),
    updatedAt: shown(row.updatedAt),
  };
}
