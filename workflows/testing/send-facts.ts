import type { SendFacts } from "../decide-send.ts";
import { DAY_MS, NOW } from "./sample-facts.ts";

/** What is known when nothing stands against sending, for tests. */
export function makeSendFacts(changes: Partial<SendFacts> = {}): SendFacts {
  return {
    key: "run:1:2",
    dueAt: NOW,
    zone: "Europe/Berlin",
    sendingOff: false,
    runActive: true,
    exitRule: null,
    workflowPaused: false,
    unreadableSettings: null,
    resumedAt: null,
    staleAfterMs: 3 * DAY_MS,
    suppressed: null,
    answered: false,
    claimed: null,
    consent: "granted",
    consentRule: "granted",
    quietUntil: null,
    caps: [],
    warmUp: null,
    ...changes,
  };
}
