import * as z from "zod";
import type { Port } from "../node.ts";
import type { EffectOutcome } from "../run.ts";

/** The one topic that people can agree to so far. */
export const DEFAULT_TOPIC = "marketing";

export const messageSettings = {
  transactional: z.boolean().default(false).meta({
    label: "Transactional",
    help: "Only for messages a person needs, like a receipt: it is sent without marketing consent.",
  }),
};

export const sendPorts: Port[] = [
  { id: "next", label: "Then" },
  { id: "failed", label: "If it fails" },
];

/** A skipped message goes on like a sent one; `unknown` may have arrived, so it does too. */
export function settleSend(outcome: EffectOutcome): string {
  return outcome === "failed" ? "failed" : "next";
}
