import * as z from "zod/mini";
import { lifecycleStages } from "../lifecycle.ts";
import { defineTrigger } from "../node.ts";
import { phrase } from "../phrase.ts";
import { wordStage } from "../word-condition.ts";

const ANY = "any";

/** What the stages are called, for a choice. */
const stageNames = Object.fromEntries(lifecycleStages.map((stage) => [stage, wordStage(stage)]));

export const stageChanged = defineTrigger({
  type: "stage-changed",
  label: "Stage of life changes",
  icon: "heart-pulse",
  summary: "Starts when somebody becomes new, active, at risk, dormant, resurrected or lost.",
  guide:
    "The stages follow from how long ago somebody last ordered, by the shop's own buying cycle: see them under Settings, Stages of life. Starts once each time that somebody comes into the stage. Who is in it already when the workflow is switched on does not enter, and neither does anybody whose stage changes because the settings of the stages were changed.",
  config: z.object({
    to: z
      ._default(z.enum(lifecycleStages), "at-risk")
      .check(z.meta({ label: "Starts when somebody becomes", options: stageNames })),
    from: z
      ._default(z.enum([ANY, ...lifecycleStages]), ANY)
      .check(z.meta({ label: "And was before", options: { [ANY]: "Anything", ...stageNames } })),
  }),
  sample: { to: "at-risk", from: ANY },
  describe: ({ to, from }) =>
    from === ANY
      ? phrase("When somebody becomes “{stage}”", { stage: wordStage(to) })
      : phrase("When somebody who was “{before}” becomes “{stage}”", {
          before: wordStage(from),
          stage: wordStage(to),
        }),
  listens: () => [],
  exitEvents: () => [],
  on: () => [],
  onStage: (config, { from, to, at }) =>
    to === config.to && (config.from === ANY || config.from === from)
      ? [
          {
            kind: "start",
            entryKey: `${to}-since-${at}`,
            data: { stage: { name: to, before: from, since: at } },
          },
        ]
      : [],
  sampleEvent: () => ({ name: "Stage changed", properties: {} }),
  sampleData: ({ to, from }) => ({ stage: { name: to, before: from === ANY ? "active" : from, since: 0 } }),
});
