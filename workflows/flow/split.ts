import * as z from "zod/mini";
import { hashToUnit } from "../hash.ts";
import { defineFlow } from "../node.ts";
import { chain, phrase, verbatim } from "../phrase.ts";

/** The arm of people who get nothing; it is no path, so no path may have its name. */
export const HOLDOUT_ARM = "holdout";

const arm = z.object({
  /** Names the port; given once, so that renaming the label keeps the connections and the people. */
  id: z.string().check(z.minLength(1), z.maxLength(50)),
  label: z.string().check(z.trim(), z.minLength(1, "Give the path a name"), z.maxLength(60)),
  weight: z
    .number()
    .check(z.int("Use a whole number"), z.minimum(0, "At least 0"), z.maximum(100, "At most 100")),
});
type Arm = z.output<typeof arm>;

export const split = defineFlow({
  type: "split",
  label: "Split",
  icon: "shuffle",
  summary: "Sends people along different paths by lot.",
  guide:
    "A weight says how large a path's share is compared with the others: 50 and 50 are halves, 1 and 3 a quarter and the rest. Everybody keeps the path that was drawn for them the first time, also when they come again or the weights change. Whoever was on a path that is deleted draws anew. A holdout is a share of people who leave the workflow here, so that you can see what would have happened without it.",
  config: z
    .object({
      arms: z.array(arm).check(
        z.minLength(1, "Add at least two paths"),
        z.maxLength(10),
        z.refine(
          (arms) => new Set(arms.map(({ id }) => id)).size === arms.length,
          "Two paths have the same id",
        ),
        z.refine((arms) => arms.every(({ id }) => id !== HOLDOUT_ARM), "“holdout” is taken"),
        z.refine((arms) => arms.some(({ weight }) => weight > 0), "Give at least one path a weight above 0"),
        z.meta({ label: "Paths", control: "split-arms" }),
      ),
      holdoutPercent: z
        ._default(z.number().check(z.int("Use a whole number"), z.minimum(0), z.maximum(50)), 0)
        .check(
          z.meta({
            label: "Holdout",
            help: "Percent of people who get nothing and leave here, so that the effect can be compared.",
          }),
        ),
    })
    .check(
      // With a holdout, one path is enough: for everybody else.
      z.refine(({ arms, holdoutPercent }) => arms.length !== 1 || holdoutPercent > 0, {
        error: "Add at least two paths",
        path: ["arms"],
      }),
    ),
  assigns: true,
  sample: {
    arms: [
      { id: "a", label: "Path A", weight: 50 },
      { id: "b", label: "Path B", weight: 50 },
    ],
  },
  describe: ({ arms, holdoutPercent }) => {
    const shares = chain(
      arms.map(({ label, weight }) =>
        phrase("{path} {percent}%", { path: label, percent: percentOf(weight, arms) }),
      ),
      "{a}, {b}",
    );
    return holdoutPercent > 0
      ? phrase("{shares}; {percent}% get nothing", { shares: phrase(shares), percent: holdoutPercent })
      : shares;
  },
  ports: ({ arms }) => arms.map(({ id, label }) => ({ id, label: verbatim(label) })),
  execute: ({ arms, holdoutPercent }, { nodeId, facts }) => {
    const drawn = Object.hasOwn(facts.assignments, nodeId) ? facts.assignments[nodeId] : undefined;
    if (drawn === HOLDOUT_ARM && holdoutPercent > 0)
      return { kind: "stop", reason: { code: "split.holdout" } };
    const kept = arms.find(({ id }) => id === drawn);
    if (kept) {
      return { kind: "go", port: kept.id, reason: { code: "split.kept", values: { path: kept.label } } };
    }
    const lot = hashToUnit(`${facts.workflowId}:${nodeId}:${facts.profile.id}`);
    const holdout = holdoutPercent / 100;
    if (lot < holdout) return { kind: "stop", reason: { code: "split.holdout" }, arm: HOLDOUT_ARM };
    const { id, label } = armAt((lot - holdout) / (1 - holdout), arms);
    return { kind: "go", port: id, arm: id, reason: { code: "split.took", values: { path: label } } };
  },
});

/** The arm in whose share of 0 to 1 the lot falls. */
function armAt(lot: number, arms: Arm[]): Arm {
  const weighted = arms.filter(({ weight }) => weight > 0);
  const place = lot * totalOf(weighted);
  let end = 0;
  for (const candidate of weighted) {
    end += candidate.weight;
    if (place < end) return candidate;
  }
  throw new Error("a split has no path with a weight");
}

function percentOf(weight: number, arms: Arm[]): number {
  return Math.round((weight / totalOf(arms)) * 100);
}

function totalOf(arms: Arm[]): number {
  return arms.reduce((sum, { weight }) => sum + weight, 0);
}
