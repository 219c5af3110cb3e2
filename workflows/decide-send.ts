import type { ConsentState } from "./facts.ts";
import type { EffectContent } from "./node.ts";
import type { Reason } from "./reasons.ts";

/** What has to be known in the moment of sending. */
export interface SendFacts {
  /** The whole shop's switch is off. */
  sendingOff: boolean;
  /** Null for a message outside a workflow. */
  workflowPaused: boolean;
  /** False when the run has ended since; true for a message outside a run. */
  runActive: boolean;
  /** Why this address must not be written to; null when it may. */
  suppressed: string | null;
  consent: ConsentState;
  /** "soft": whoever has not withdrawn may be written to. */
  consentRule: "granted" | "soft";
}

export type SendDecision =
  | { kind: "send" }
  | { kind: "skip"; reason: Reason }
  /** Stays queued until the cause is gone. */
  | { kind: "hold"; reason: Reason };

const channelWords = { email: "email", "web-push": "web push", webhook: "webhook" } as const;

/**
 * Whether a message goes out now. Run inside the transaction that hands it over; the simulator asks the same.
 * Order: switches → run still active → suppression → consent. A transactional message skips consent, never suppression.
 */
export function decideSend(content: EffectContent, facts: SendFacts): SendDecision {
  if (facts.sendingOff) return { kind: "hold", reason: { code: "message.sending-off" } };
  if (!facts.runActive) return { kind: "skip", reason: { code: "message.run-ended" } };
  if (facts.workflowPaused) return { kind: "hold", reason: { code: "message.workflow-paused" } };
  if (content.channel === "webhook") return { kind: "send" };
  if (facts.suppressed !== null) {
    return { kind: "skip", reason: { code: "message.suppressed", values: { why: facts.suppressed } } };
  }
  if (content.transactional) return { kind: "send" };
  const channel = channelWords[content.channel];
  if (facts.consent === "withdrawn")
    return { kind: "skip", reason: { code: "message.withdrawn", values: { channel } } };
  if (facts.consent !== "granted" && facts.consentRule === "granted") {
    return { kind: "skip", reason: { code: "message.no-consent", values: { channel } } };
  }
  return { kind: "send" };
}
