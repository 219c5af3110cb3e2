import { wordMessages } from "./caps.ts";
import type {
  Condition,
  EventRule,
  MeasureRule,
  MessageRule,
  OccurredRule,
  SingleRule,
  WorkflowRule,
} from "./condition.ts";
import type { LifecycleStage } from "./lifecycle.ts";
import { chain, type FilledPhrase, type Named, type Phrase, phrase } from "./phrase.ts";
import { findField, type ProfileField } from "./read-path.ts";
import { wordComparison } from "./word-comparison.ts";
import { inSpan, wordEvents } from "./word-events.ts";
import { wordOpposite } from "./word-opposite.ts";

/** What segments and workflows are called in a sentence. */
export interface ConditionNames {
  segment(id: number): FilledPhrase | Named;
  workflow(id: number): FilledPhrase | Named;
}

/** Leaves it to whoever reads the sentence to know the names of then. */
const namedLater: ConditionNames = {
  segment: (id) => ({ named: "segment", id }),
  workflow: (id) => ({ named: "workflow", id }),
};

/** The rule as a sentence: "city is Berlin and has ordered". */
export function wordCondition(rule: Condition, names: ConditionNames = namedLater): Phrase {
  switch (rule.kind) {
    case "all":
    case "any": {
      const parts = rule.of.map((part) => wordPart(part, rule.kind, names));
      return rule.kind === "all" ? chain(parts, "{a} and {b}") : chain(parts, "{a} or {b}");
    }
    case "not":
      return (
        wordOpposite(rule.of, names) ??
        phrase("not ({rule})", { rule: phrase(wordCondition(rule.of, names)) })
      );
    default:
      return wordSingle(rule, names);
  }
}

/** What "and" and "or" bind together is told apart by brackets. */
function wordPart(part: Condition, within: "all" | "any", names: ConditionNames): Phrase {
  const words = wordCondition(part, names);
  const isOther = (part.kind === "all" || part.kind === "any") && part.kind !== within && part.of.length > 1;
  return isOther ? phrase("({rule})", { rule: phrase(words) }) : words;
}

function wordSingle(rule: SingleRule, names: ConditionNames): Phrase {
  switch (rule.kind) {
    case "attribute":
      return wordComparison(wordAttribute(rule.attribute), rule.operator, rule.value);
    case "data":
      return wordComparison(rule.path, rule.operator, rule.value);
    case "reachable":
      return reachableWords[rule.channel];
    case "event":
      return inSpan(wordEvent(rule), rule);
    case "measure":
      return inSpan(wordMeasure(rule), rule);
    case "occurred":
      return wordOccurred(rule);
    case "message":
      return inSpan(wordMessage(rule, names), rule);
    case "workflow":
      return wordWorkflow(rule, names);
    case "segment":
      return phrase("is in {segment}", { segment: names.segment(rule.segmentId) });
    case "lifecycle":
      return stageWords[rule.stage];
    case "tag":
      return phrase("has the tag “{tag}”", { tag: rule.tag });
  }
}

const fieldWords: Record<ProfileField, FilledPhrase> = {
  externalId: phrase("your id"),
  email: phrase("email address"),
  phone: phrase("phone number"),
  name: phrase("name"),
  timezone: phrase("time zone"),
  locale: phrase("language"),
  createdAt: phrase("first seen"),
  lastSeenAt: phrase("last seen"),
};

/** What every profile has is called as the form calls it; an attribute has the shop's own name. */
function wordAttribute(name: string): string | FilledPhrase {
  const field = findField(name);
  return field ? fieldWords[field] : name;
}

const reachableWords = {
  email: phrase("can be reached by email"),
  "web-push": phrase("can be reached by web push"),
  phone: phrase("can be reached by phone"),
};

const stageWords: Record<LifecycleStage, Phrase> = {
  new: phrase("is new"),
  active: phrase("is active"),
  "at-risk": phrase("is at risk"),
  dormant: phrase("is dormant"),
  resurrected: phrase("is resurrected"),
  lost: phrase("is lost"),
};

const stageNames: Record<LifecycleStage, FilledPhrase> = {
  new: phrase("New"),
  active: phrase("Active"),
  "at-risk": phrase("At risk"),
  dormant: phrase("Dormant"),
  resurrected: phrase("Resurrected"),
  lost: phrase("Lost"),
};

/** What a stage of life is called. */
export function wordStage(stage: LifecycleStage): FilledPhrase {
  return stageNames[stage];
}

function wordEvent(rule: EventRule): FilledPhrase {
  const { atLeast: times, how = "at-least" } = rule;
  const values = { what: wordEvents(rule), times };
  switch (how) {
    case "at-least":
      return times === 1 ? phrase("did {what}", values) : phrase("did {what} at least {times} times", values);
    case "at-most":
      return times === 1
        ? phrase("did {what} at most once", values)
        : phrase("did {what} at most {times} times", values);
    case "exactly":
      return times === 1
        ? phrase("did {what} exactly once", values)
        : phrase("did {what} exactly {times} times", values);
  }
}

const measureWords = {
  sum: phrase("the sum of {property} in {what}"),
  average: phrase("the average of {property} in {what}"),
  max: phrase("the highest {property} in {what}"),
  min: phrase("the lowest {property} in {what}"),
};

function wordMeasure(rule: MeasureRule): FilledPhrase {
  const { property, operator, value } = rule;
  const name = { ...measureWords[rule.of], values: { property, what: wordEvents(rule) } };
  return phrase(wordComparison(name, operator, value));
}

function wordOccurred({ operator, value, which, ...events }: OccurredRule): Phrase {
  const what = wordEvents(events);
  const rule =
    which === "first"
      ? phrase("did {what} for the first time", { what })
      : phrase("did {what} for the last time", { what });
  const given = String(value);
  switch (operator) {
    case "in-last-days":
      return value === 1
        ? phrase("{rule} in the last day", { rule })
        : phrase("{rule} in the last {days} days", { rule, days: given });
    case "not-in-last-days":
      return value === 1
        ? phrase("{rule}, but not in the last day", { rule })
        : phrase("{rule}, but not in the last {days} days", { rule, days: given });
    case "before":
      return phrase("{rule} before {date}", { rule, date: given });
    case "after":
      return phrase("{rule} after {date}", { rule, date: given });
  }
}

function wordMessage(rule: MessageRule, names: ConditionNames): FilledPhrase {
  const { did, channel = "any", workflowId, atLeast: count } = rule;
  const messages = wordMessages(channel, count);
  const deed = wordDeed(did, messages, count === 1);
  return workflowId === undefined
    ? deed
    : phrase("{rule} of {workflow}", { rule: deed, workflow: names.workflow(workflowId) });
}

function wordDeed(did: MessageRule["did"], messages: FilledPhrase, isOne: boolean): FilledPhrase {
  switch (did) {
    case "received":
      return isOne ? phrase("got {messages}", { messages }) : phrase("got at least {messages}", { messages });
    case "opened":
      return isOne
        ? phrase("opened {messages}", { messages })
        : phrase("opened at least {messages}", { messages });
    case "clicked":
      return isOne
        ? phrase("clicked in {messages}", { messages })
        : phrase("clicked in at least {messages}", { messages });
  }
}

function wordWorkflow(rule: WorkflowRule, names: ConditionNames): Phrase {
  const workflow = names.workflow(rule.workflowId);
  switch (rule.state) {
    case "inside":
      return phrase("is inside {workflow}", { workflow });
    case "entered":
      return inSpan(phrase("entered {workflow}", { workflow }), rule);
    case "finished":
      return inSpan(phrase("finished {workflow}", { workflow }), rule);
    case "converted":
      return inSpan(phrase("reached the goal of {workflow}", { workflow }), rule);
  }
}
