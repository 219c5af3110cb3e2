import type { Logger } from "pino";
import type { Steps } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { countEvents } from "#server/store/events.ts";
import { note } from "#server/store/history.ts";
import { insertMessage } from "#server/store/messages.ts";
import type { Profile } from "#server/store/profiles.ts";
import { pushSubscriptionsOf } from "#server/store/push-subscriptions.ts";
import { insertRun, type Run, recordAdvance } from "#server/store/runs.ts";
import type { CompiledGraph } from "#workflows/compile.ts";
import { eventCountKey, type Facts } from "#workflows/facts.ts";
import { type Advance, advance, breakOff, startRun } from "#workflows/interpreter.ts";
import type { EffectContent } from "#workflows/node.ts";
import type { Input, RunData } from "#workflows/run.ts";
import type { Live, LiveVersion } from "./live.ts";

const DAY_MS = 24 * 3_600_000;

/** What every step needs besides the transaction it runs in. */
export interface StepServices {
  /** Told when something will be due, so that nobody has to look after every event. */
  dueAt(at: number): void;
  live: Live;
  keys: Keys;
  log: Logger;
}

/** Another process has published a version since this one has looked: read what is live, and try again. */
export class VersionNotLoaded extends Error {
  constructor(runId: number, versionId: number) {
    super(`run ${runId} is in version ${versionId}, which is not loaded`);
  }
}

/** Starts a run and takes its first step, in the caller's transaction; a second entry is refused and noted. */
export function* startNewRun(
  services: StepServices,
  version: LiveVersion,
  profile: Profile,
  entry: { entryKey: string; data: RunData },
  now: number,
): Steps<void> {
  const state = startRun(version.graph, entry.data);
  const run = yield* insertRun({
    workflowId: version.workflowId,
    versionId: version.id,
    profileId: profile.id,
    entryKey: entry.entryKey,
    state,
    startedAt: now,
  });
  const ids = { profileId: profile.id, workflowId: version.workflowId, at: now };
  if (!run) {
    yield* note({ ...ids, reason: { code: "run.entry-refused-once" } });
    return;
  }
  yield* note({ ...ids, runId: run.id, nodeId: state.nodeId, visit: 0, reason: { code: "run.started" } });
  yield* moveRun(services, run, profile, { kind: "start" }, now);
}

/** Gives a run its next input and records all that follows, in the caller's transaction. */
export function* moveRun(
  services: StepServices,
  run: Run,
  profile: Profile,
  input: Input,
  now: number,
): Steps<void> {
  const version = services.live.version(run.versionId);
  if (!version) throw new VersionNotLoaded(run.id, run.versionId);
  const facts = yield* loadFacts(services.live, version.graph, profile, now);
  const result = advanceOrBreakOff(services, version.graph, run, input, facts, now);
  yield* recordAdvance(run, result, now);
  if (result.run.waiting?.kind === "time") services.dueAt(result.run.waiting.until);
  if (!result.effect) return;
  services.dueAt(now);
  yield* requestEffect(run, profile, result.effect, result.run.data, now);
}

/** A step that throws is a fault of ours. It ends this run, and does not hold up everybody else's. */
function advanceOrBreakOff(
  { log }: StepServices,
  graph: CompiledGraph,
  run: Run,
  input: Input,
  facts: Facts,
  now: number,
): Advance {
  try {
    return advance(graph, run.state, input, facts, now);
  } catch (error) {
    log.error({ err: error, run: run.id, node: run.nodeId }, "a step could not be carried out");
    return breakOff(run.state, { code: "run.step-faulty" });
  }
}

/** Everything that a step of this graph may read about a profile. */
export function* loadFacts(live: Live, graph: CompiledGraph, profile: Profile, now: number): Steps<Facts> {
  const eventCounts: Facts["eventCounts"] = {};
  for (const need of graph.reads) {
    const since = need.withinDays === 0 ? 0 : now - need.withinDays * DAY_MS;
    eventCounts[eventCountKey(need)] = yield* countEvents(profile.id, need.event, since);
  }
  const subscriptions = yield* pushSubscriptionsOf(profile.id);
  return {
    profile,
    shopTimezone: live.settings.shop.timezone,
    reachable: { email: profile.email !== null, webPush: subscriptions.length > 0 },
    eventCounts,
  };
}

/** One outbox row for each place it goes to; the key makes it impossible to ask for the same one twice. */
function* requestEffect(
  run: Run,
  profile: Profile,
  effect: NonNullable<Advance["effect"]>,
  data: RunData,
  now: number,
): Steps<void> {
  const { nodeId, visit, content } = effect;
  for (const { endpoint, suffix } of yield* endpointsOf(content, profile)) {
    yield* insertMessage({
      key: `run-${run.id}-${nodeId}-${visit}${suffix}`,
      profileId: profile.id,
      workflowId: run.workflowId,
      runId: run.id,
      nodeId,
      visit,
      channel: content.channel,
      endpoint,
      content,
      data,
      createdAt: now,
    });
  }
}

function* endpointsOf(
  content: EffectContent,
  profile: Profile,
): Steps<{ endpoint: string; suffix: string }[]> {
  switch (content.channel) {
    case "email":
      return [{ endpoint: profile.email!, suffix: "" }];
    case "webhook":
      return [{ endpoint: content.url, suffix: "" }];
    case "web-push": {
      const subscriptions = yield* pushSubscriptionsOf(profile.id);
      return subscriptions.map(({ id, endpoint }) => ({ endpoint, suffix: `-${id}` }));
    }
  }
}
