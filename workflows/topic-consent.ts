import { DEFAULT_TOPIC } from "./actions/sending.ts";
import type { ConsentState } from "./facts.ts";
import type { Channel } from "./node.ts";

/** What somebody has said about the topics of one channel. A topic that is not listed was never spoken of. */
export type Said = readonly { topic: string; state: ConsentState }[];

/**
 * What counts for a topic of a channel. Who has answered for the topic itself is taken at their word. Who has not is
 * taken at what they said of the channel's default topic: somebody who agreed to hear from the shop hears of a topic that
 * came later, and somebody who left hears of none. Being asked to confirm is no answer yet, so it takes back neither a
 * no to the default topic nor makes a yes to it count before the confirmation.
 */
export function consentFor(said: Said, topic: string): ConsentState {
  const own = stateOf(said, topic);
  const main = stateOf(said, DEFAULT_TOPIC);
  if (topic === DEFAULT_TOPIC || own === "granted" || own === "withdrawn") return own;
  if (own === "pending") return main === "withdrawn" ? "withdrawn" : "pending";
  return main;
}

/**
 * The rule that counts on a channel. A message in the shop's own pages needs no yes, whatever the shop's rule is: it goes
 * to no address and is seen by nobody who has not come to the shop by themselves, as its banners are, and what the laws
 * ask consent for is what is sent to people (such as article 13 of directive 2002/58/EC). So whoever has said nothing, or
 * has not confirmed yet, sees it; who has said no to such messages, or to the topic, does not.
 */
export function consentRuleFor(channel: Channel, shopRule: "granted" | "soft"): "granted" | "soft" {
  return channel === "in-app" ? "soft" : shopRule;
}

/** Whether messages of the topic come: under the soft rule, to whoever has not said no. */
export function isWritten(state: ConsentState, rule: "granted" | "soft"): boolean {
  return state === "granted" || (rule === "soft" && state !== "withdrawn");
}

/** Which topics of a channel have to be withdrawn so that nothing comes through it, now or of topics that come later. */
export function toWithdrawAll(said: Said): string[] {
  const others = said.filter(({ topic, state }) => topic !== DEFAULT_TOPIC && state !== "withdrawn");
  const main = stateOf(said, DEFAULT_TOPIC) === "withdrawn" ? [] : [DEFAULT_TOPIC];
  return [...main, ...others.map(({ topic }) => topic)];
}

/** A switch on the page where customers choose: as it stood when they saw it, and as they left it. */
export interface Choice {
  topic: string;
  wasOn: boolean;
  on: boolean;
}

/**
 * What has to be written down so that a channel is as somebody chose. A switch that they left alone writes nothing, also
 * where it has changed elsewhere since; but where it would turn with the default topic, it is held as they saw it.
 */
export function changesByChoice(
  said: Said,
  choices: readonly Choice[],
  rule: "granted" | "soft",
): { topic: string; state: "granted" | "withdrawn" }[] {
  const turned = choices.filter(({ wasOn, on }) => wasOn !== on).map(answerOf);
  const after = [...turned, ...said.filter(({ topic }) => !turned.some((one) => one.topic === topic))];
  const dragged = choices
    .filter(({ topic, wasOn, on }) => {
      if (wasOn !== on) return false;
      const before = isWritten(consentFor(said, topic), rule);
      return before === on && isWritten(consentFor(after, topic), rule) !== on;
    })
    .map(answerOf);
  return [...turned, ...dragged].filter(({ topic, state }) => stateOf(said, topic) !== state);
}

function answerOf({ topic, on }: Choice): { topic: string; state: "granted" | "withdrawn" } {
  return { topic, state: on ? "granted" : "withdrawn" };
}

function stateOf(said: Said, topic: string): ConsentState {
  return said.find((one) => one.topic === topic)?.state ?? "unknown";
}
