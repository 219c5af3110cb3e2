import type { EffectContent } from "./effect-content.ts";
import type { Facts } from "./facts.ts";
import { type MeasureNeed, readKey } from "./needs.ts";

/** What rules measure once the person has entered the workflow of the facts, and is in it. */
export function withEntry(facts: Facts): Facts {
  return oneMoreOf(
    facts,
    (need) =>
      need.kind === "workflow" &&
      need.workflowId === facts.workflowId &&
      (need.state === "inside" || need.state === "entered"),
  );
}

/** What rules measure once the workflow of the facts has sent the person this. */
export function withMessage(facts: Facts, content: EffectContent): Facts {
  if (content.channel === "webhook" || ("team" in content && content.team)) return facts;
  return oneMoreOf(
    facts,
    (need) =>
      need.kind === "messages" &&
      need.did === "received" &&
      (need.channel === undefined || need.channel === content.channel) &&
      (need.workflowId === undefined || need.workflowId === facts.workflowId) &&
      !need.beforeDays,
  );
}

function oneMoreOf(facts: Facts, isIt: (need: MeasureNeed) => boolean): Facts {
  const measures = Object.entries(facts.measures).map(
    ([key, value]) => [key, isIt(readKey(key)) ? (value ?? 0) + 1 : value] as const,
  );
  return { ...facts, measures: Object.fromEntries(measures) };
}
