import { wordMessages } from "./caps.ts";
import type { Condition, EventRule, MessageRule, WorkflowRule } from "./condition.ts";
import type { LifecycleStage } from "./lifecycle.ts";
import { type FilledPhrase, type Phrase, phrase } from "./phrase.ts";
import type { ConditionNames } from "./word-condition.ts";
import { inSpan, wordEvents } from "./word-events.ts";

/**
 * That a rule does not hold, in words of its own: "did not do “Order Completed”". Null where it has none, as with
 * comparisons: these bring their opposites along, and who turns one round still has to see that it was.
 */
export function wordOpposite(rule: Condition, names: ConditionNames): Phrase | null {
  switch (rule.kind) {
    case "event":
      return inSpan(wordEventOpposite(rule), rule);
    case "message":
      return inSpan(wordMessageOpposite(rule, names), rule);
    case "workflow":
      return wordWorkflowOpposite(rule, names);
    case "segment":
      return phrase("is not in {segment}", { segment: names.segment(rule.segmentId) });
    case "lifecycle":
      return stageOpposites[rule.stage];
    case "tag":
      return phrase("does not have the tag “{tag}”", { tag: rule.tag });
    case "reachable":
      return reachableOpposites[rule.channel];
    default:
      return null;
  }
}

function wordEventOpposite(rule: EventRule): FilledPhrase {
  const { atLeast: times, how = "at-least" } = rule;
  const values = { what: wordEvents(rule), times };
  switch (how) {
    case "at-least":
      return times === 1
        ? phrase("did not do {what}", values)
        : phrase("did {what} fewer than {times} times", values);
    case "at-most":
      return times === 1
        ? phrase("did {what} more than once", values)
        : phrase("did {what} more than {times} times", values);
    case "exactly":
      return times === 1
        ? phrase("did not do {what} exactly once", values)
        : phrase("did not do {what} exactly {times} times", values);
  }
}

const anyMessage: Record<NonNullable<MessageRule["channel"]> | "any", FilledPhrase> = {
  any: phrase("any message"),
  email: phrase("any email"),
  "web-push": phrase("any web push"),
  sms: phrase("any text message"),
  whatsapp: phrase("any WhatsApp message"),
  "in-app": phrase("any in-app message"),
};

function wordMessageOpposite(rule: MessageRule, names: ConditionNames): FilledPhrase {
  const { channel = "any", workflowId, atLeast: count } = rule;
  const deed =
    count === 1
      ? wordNoDeed(rule.did, anyMessage[channel])
      : wordFewer(rule.did, wordMessages(channel, count));
  return workflowId === undefined
    ? deed
    : phrase("{rule} of {workflow}", { rule: deed, workflow: names.workflow(workflowId) });
}

function wordNoDeed(did: MessageRule["did"], messages: FilledPhrase): FilledPhrase {
  switch (did) {
    case "received":
      return phrase("did not get {messages}", { messages });
    case "opened":
      return phrase("did not open {messages}", { messages });
    case "clicked":
      return phrase("did not click in {messages}", { messages });
  }
}

function wordFewer(did: MessageRule["did"], messages: FilledPhrase): FilledPhrase {
  switch (did) {
    case "received":
      return phrase("got fewer than {messages}", { messages });
    case "opened":
      return phrase("opened fewer than {messages}", { messages });
    case "clicked":
      return phrase("clicked in fewer than {messages}", { messages });
  }
}

function wordWorkflowOpposite(rule: WorkflowRule, names: ConditionNames): Phrase {
  const workflow = names.workflow(rule.workflowId);
  switch (rule.state) {
    case "inside":
      return phrase("is not inside {workflow}", { workflow });
    case "entered":
      return inSpan(phrase("did not enter {workflow}", { workflow }), rule);
    case "finished":
      return inSpan(phrase("did not finish {workflow}", { workflow }), rule);
    case "converted":
      return inSpan(phrase("did not reach the goal of {workflow}", { workflow }), rule);
  }
}

const stageOpposites: Record<LifecycleStage, Phrase> = {
  new: phrase("is not new"),
  active: phrase("is not active"),
  "at-risk": phrase("is not at risk"),
  dormant: phrase("is not dormant"),
  resurrected: phrase("is not resurrected"),
  lost: phrase("is not lost"),
};

const reachableOpposites = {
  email: phrase("cannot be reached by email"),
  "web-push": phrase("cannot be reached by web push"),
  phone: phrase("cannot be reached by phone"),
};
