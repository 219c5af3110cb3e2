import type { Steps } from "#server/database/database.ts";
import { addressHash } from "#server/links.ts";
import { findConsentFor } from "#server/store/consents.ts";
import type { DueMessage } from "#server/store/due-messages.ts";
import { heldBack } from "#server/store/held-back.ts";
import { countCounted } from "#server/store/messages.ts";
import type { CapRule } from "#workflows/caps.ts";
import { countsTowardsCaps, type SendFacts } from "#workflows/decide-send.ts";
import { exitByRule } from "#workflows/exits.ts";
import { quietUntil, windowStart } from "#workflows/local-time.ts";
import type { Reason } from "#workflows/reasons.ts";
import { type WorkflowSettings, wordSettingNames } from "#workflows/settings.ts";
import { claimedFacts } from "./claimed-addresses.ts";
import { isAnswered } from "./confirmation.ts";
import type { DispatchServices } from "./dispatch.ts";
import type { Live, LiveVersion } from "./live.ts";
import { staleAfterMs } from "./stale.ts";
import { loadFacts, versionOf } from "./step.ts";
import { warmUpFacts } from "./warm-up.ts";

export type FactServices = Pick<DispatchServices, "env" | "keys" | "live">;

/** Loads what the decision about a due message rests on. */
export function* loadSendFacts(services: FactServices, due: DueMessage, now: number): Steps<SendFacts> {
  const { message, profile, run, workflow } = due;
  const { live, keys } = services;
  const { settings } = live;
  // The version of a run that has ended may not be loaded any more; nothing of it is sent.
  const version = run?.status === "active" ? versionOf(services, { ...run, id: message.runId! }) : undefined;
  const zone = live.zoneOf(profile);
  const topic = "topic" in message.content ? message.content.topic : "";
  const hash = addressHash(keys, message.channel, message.endpoint);
  const marketing = version !== undefined && countsTowardsCaps(message.content);
  const { suppressed, hadLeft } = yield* heldBack(message.channel, hash, { profileId: profile.id, topic });
  return {
    key: message.key,
    dueAt: message.dueAt ?? now,
    zone,
    sendingOff: settings.sendingOff,
    runActive: run === null || (run.status === "active" && run.state.visit === message.visit),
    exitRule: version && run ? yield* exitRule(services, version, due, now) : null,
    workflowPaused: workflow?.status === "paused",
    unreadableSettings:
      version && version.graph.unreadable.length > 0 ? wordSettingNames(version.graph.unreadable) : null,
    resumedAt: version ? lastResumed(workflow?.resumedAt ?? null, settings.sendingResumedAt) : null,
    staleAfterMs: version ? staleAfterMs(version.graph.settings) : 0,
    suppressed,
    answered: yield* isAnswered(message),
    claimed: yield* claimedFacts(keys, due, now),
    consent: hadLeft ? "withdrawn" : yield* findConsentFor(profile.id, message.channel, topic),
    consentRule: settings.shop.consentRule,
    quietUntil: marketing ? quietUntilNow(live, version.graph.settings, now, zone) : null,
    caps: marketing ? yield* usedCaps(capRulesOf(live, version.graph.settings), due, zone, now) : [],
    warmUp: yield* warmUpFacts(services, due, version ? staleAfterMs(version.graph.settings) : null, now),
  };
}

/** The workflow's own switch and the one for all sending hold a message alike. */
function lastResumed(workflow: number | null, all: number | null): number | null {
  return workflow === null || all === null ? (workflow ?? all) : Math.max(workflow, all);
}

/** Exit rules hold for what is sent too: something may have changed since the run came to this step. */
function* exitRule(
  { live }: FactServices,
  { graph, workflowId }: LiveVersion,
  { profile, run }: DueMessage,
  now: number,
): Steps<Reason | null> {
  if (!run || graph.settings.exitCondition === null) return null;
  const facts = yield* loadFacts(live, graph, workflowId, profile, now);
  const held = exitByRule(graph, facts, run.state.data, now);
  return held && { code: "message.exit-rule", values: held.values };
}

/** When the quiet hours that hold now for a message of this workflow end; null when none hold. */
export function quietUntilNow(
  live: Live,
  settings: WorkflowSettings,
  now: number,
  zone: string,
): number | null {
  if (settings.quietHours === "off") return null;
  if (settings.quietHours === "own")
    return quietUntil(now, { from: settings.quietFrom, to: settings.quietTo }, zone);
  const { quietHours } = live.settings.sendingRules;
  return quietHours.on ? quietUntil(now, quietHours, zone) : null;
}

/** The limits that hold for messages of this workflow. */
export function capRulesOf(live: Live, settings: WorkflowSettings): CapRule[] {
  if (settings.caps === "off") return [];
  return settings.caps === "own" ? settings.capRules : live.settings.sendingRules.caps;
}

function* usedCaps(
  rules: CapRule[],
  { message, profile }: DueMessage,
  zone: string,
  now: number,
): Steps<SendFacts["caps"]> {
  const caps: SendFacts["caps"] = [];
  for (const rule of rules) {
    if (rule.channel !== message.channel) continue;
    const since = windowStart(rule.per, now, zone);
    const where = { profileId: profile.id, channel: message.channel, since };
    caps.push({ rule, used: yield* countCounted(where, message) });
  }
  return caps;
}
