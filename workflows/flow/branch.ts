import * as z from "zod/mini";
import { condition } from "../condition.ts";
import { holds } from "../holds.ts";
import { needsIn } from "../needs.ts";
import { defineFlow } from "../node.ts";
import { chain, phrase, verbatim } from "../phrase.ts";
import { wordCondition } from "../word-condition.ts";

export const OTHERWISE_PORT = "otherwise";

const path = z.object({
  /** Names the port; given once, so that renaming the label keeps the connections. */
  id: z.string().check(z.minLength(1), z.maxLength(50)),
  label: z.string().check(z.trim(), z.minLength(1, "Give the path a name"), z.maxLength(60)),
  condition,
});

export const branch = defineFlow({
  type: "branch",
  label: "Branch",
  icon: "split",
  summary: "Sends people along different paths by a condition.",
  guide:
    "The paths are tried from top to bottom; the first whose condition holds is taken. If none does, “Otherwise” is.",
  config: z.object({
    paths: z.array(path).check(
      z.minLength(1, "Add at least one path"),
      z.maxLength(10),
      z.refine(
        (paths) => new Set(paths.map((p) => p.id)).size === paths.length,
        "Two paths have the same id",
      ),
      z.refine((paths) => paths.every((p) => p.id !== OTHERWISE_PORT), "“otherwise” is taken"),
      z.meta({ label: "Paths", control: "condition-paths" }),
    ),
  }),
  sample: {
    paths: [{ id: "yes", label: "Has web push", condition: { kind: "reachable", channel: "web-push" } }],
  },
  describe: (config) => {
    const paths = config.paths.map(({ label, condition: rule }) =>
      phrase("{path}: {rule}", { path: label, rule: phrase(wordCondition(rule)) }),
    );
    return chain(paths, "{a}; {b}");
  },
  ports: (config) => [
    ...config.paths.map(({ id, label }) => ({ id, label: verbatim(label) })),
    { id: OTHERWISE_PORT, label: "Otherwise" },
  ],
  reads: (config) => config.paths.flatMap((p) => needsIn(p.condition)),
  execute: (config, { facts, data, now }) => {
    const taken = config.paths.find((p) => holds(p.condition, facts, data, now));
    return {
      kind: "go",
      port: taken?.id ?? OTHERWISE_PORT,
      reason: { code: "branch.took", values: { path: taken?.label ?? phrase("Otherwise") } },
    };
  },
});
