import { TAGS_ATTRIBUTE } from "./change.ts";
import { type Condition, type PropertyRule, rulesIn, type SingleRule } from "./condition.ts";
import { isDateOperator } from "./operators.ts";
import { findField } from "./read-path.ts";

/** What can change the answer of a rule, beside time, the run's own data, and the shop's zone. */
export interface Touches {
  /**
   * Fields of the profile, and its attributes by the name that stands alone: "plan" for "plan.name". `lastSeenAt` changes
   * with whatever the profile does.
   */
  attributes: Set<string>;
  /** Names of events. */
  events: Set<string>;
  /** Messages that were sent, opened or clicked. */
  messages: boolean;
  /** Workflows whose runs count: their beginnings, ends and goals. */
  workflows: Set<number>;
  segments: Set<number>;
  lifecycle: boolean;
  /** Tags that people here give; those in the attributes are among `attributes`. */
  tags: boolean;
  /** Browsers that may be sent notifications. */
  webPush: boolean;
}

export function touches(rule: Condition): Touches {
  const found: Touches = {
    attributes: new Set(),
    events: new Set(),
    messages: false,
    workflows: new Set(),
    segments: new Set(),
    lifecycle: false,
    tags: false,
    webPush: false,
  };
  for (const single of rulesIn(rule)) add(single, found);
  return found;
}

function add(rule: SingleRule, found: Touches): void {
  switch (rule.kind) {
    case "attribute":
      found.attributes.add(findField(rule.attribute) ?? rule.attribute.split(".", 1)[0]!);
      addZone([rule], found);
      return;
    case "data":
      // What the run carries stays as it is, but its dates are read in the profile's zone.
      addZone([rule], found);
      return;
    case "reachable":
      if (rule.channel === "web-push") found.webPush = true;
      else found.attributes.add(rule.channel);
      return;
    case "event":
    case "measure":
      found.events.add(rule.event);
      addZone(rule.where ?? [], found);
      return;
    case "occurred":
      found.events.add(rule.event);
      addZone([rule, ...(rule.where ?? [])], found);
      return;
    case "message":
      found.messages = true;
      return;
    case "workflow":
      found.workflows.add(rule.workflowId);
      return;
    case "segment":
      found.segments.add(rule.segmentId);
      return;
    case "lifecycle":
      found.lifecycle = true;
      return;
    case "tag":
      found.tags = true;
      found.attributes.add(TAGS_ATTRIBUTE);
  }
}

/** Days of the calendar begin when they do where the profile lives. */
function addZone(rules: readonly Pick<PropertyRule, "operator">[], { attributes }: Touches): void {
  if (rules.some(({ operator }) => isDateOperator(operator))) attributes.add("timezone");
}
