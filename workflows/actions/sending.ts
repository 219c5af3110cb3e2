import * as z from "zod/mini";
import type { Port } from "../node.ts";
import type { EffectOutcome } from "../run.ts";

/** The topic that every shop has, and that speaks for those about which somebody has said nothing. */
export const DEFAULT_TOPIC = "marketing";

/** Stands in consents, in links and in the keys of messages. */
export const topicKey = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/, "Choose a topic"));

export const messageSettings = {
  transactional: z._default(z.boolean(), false).check(
    z.meta({
      label: "Transactional",
      help: "Only for messages a person needs, like a receipt: it is sent without marketing consent.",
    }),
  ),
  topic: z._default(topicKey, DEFAULT_TOPIC).check(
    z.meta({
      label: "Topic",
      control: "topic",
      help: "What it is about. People choose the topics that they want to hear of.",
      when: { field: "transactional", is: [false] },
    }),
  ),
};

export const sendPorts: Port[] = [
  { id: "next", label: "Then" },
  { id: "failed", label: "If it fails" },
];

/** A skipped message goes on like a sent one; `unknown` may have arrived, so it does too. */
export function settleSend(outcome: EffectOutcome): string {
  return outcome === "failed" ? "failed" : "next";
}
