import type { Logger } from "pino";
import type { Steps } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { tellRunEnded } from "#server/notices/runs.ts";
import { assign, assignmentsOf } from "#server/store/assignments.ts";
import { loadKnown } from "#server/store/measures.ts";
import type { Profile } from "#server/store/profiles.ts";
import { setAttributes } from "#server/store/profiles.ts";
import { pushSubscriptionsOf } from "#server/store/push-subscriptions.ts";
import { type Run, recordAdvance } from "#server/store/runs.ts";
import { changeAttributes } from "#workflows/change.ts";
import type { CompiledGraph } from "#workflows/compile.ts";
import type { Facts } from "#workflows/facts.ts";
import { type Advance, advance, breakOff } from "#workflows/interpreter.ts";
import type { TriggerEvent } from "#workflows/node.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import type { Input } from "#workflows/run.ts";
import { noteStepTags } from "./change-tags.ts";
import type { Live, LiveVersion } from "./live.ts";
import { requestEffect } from "./request-effect.ts";
import { noteTouched } from "./segments/note-touched.ts";

/** What follows when a step changes its profile or records an event. */
export interface Reactions {
  event(services: StepServices, profile: Profile, event: TriggerEvent, now: number): Steps<void>;
  profile(
    services: StepServices,
    change: { before: Profile | null; after: Profile; depth: number },
    now: number,
  ): Steps<void>;
}

/** What every step needs besides the transaction it runs in. */
export interface StepServices {
  /** Told when something will be due, so that nobody has to look after every event. */
  dueAt(at: number): void;
  live: Live;
  keys: Keys;
  log: Logger;
  reactions: Reactions;
}

/** Another process has published a version since this one has looked: read what is live, and try again. */
export class VersionNotLoaded extends Error {}

/** Throws VersionNotLoaded when a version was published since this process has looked. */
export function* demandNewest({ live }: StepServices): Steps<void> {
  if (yield* live.isBehind())
    throw new VersionNotLoaded("a version was published since this process has looked");
}

/** The version that a run is in. Throws VersionNotLoaded when this process does not know it yet. */
export function versionOf(
  { live }: Pick<StepServices, "live">,
  run: Pick<Run, "id" | "versionId">,
): LiveVersion {
  const version = live.version(run.versionId);
  if (!version)
    throw new VersionNotLoaded(`run ${run.id} is in version ${run.versionId}, which is not loaded`);
  return version;
}

/**
 * Gives a run its next input and records all that follows, in the caller's transaction. `profile` is kept as it is
 * stored when the step changes it. False when the input meant nothing to the run.
 */
export function* moveRun(
  services: StepServices,
  run: Run,
  profile: Profile,
  input: Input,
  now: number,
): Steps<boolean> {
  const { graph } = versionOf(services, run);
  const facts = yield* loadFacts(services.live, graph, run.workflowId, profile, now);
  const result = advanceOrBreakOff(services, graph, run, input, facts, now);
  if (!result.moved) return false;
  yield* recordAdvance(run, result, now);
  if (result.end) {
    const touch = { kind: "workflow" as const, workflowId: run.workflowId };
    yield* noteTouched(services, run.profileId, touch, now, { depth: (result.run.depth ?? 0) + 1 });
  }
  if (result.end && services.live.subscriptions.any)
    yield* tellRunEnded(services.live, run, profile, { end: result.end, nodeId: result.run.nodeId }, now);
  for (const { nodeId, arm } of result.arms) {
    yield* assign({ workflowId: run.workflowId, nodeId, profileId: profile.id, arm, at: now });
  }
  if (result.run.waiting?.kind === "time") services.dueAt(result.run.waiting.until);
  if (result.effect) {
    services.dueAt(now);
    yield* requestEffect(run, profile, result.effect, result.run.data, now);
  }
  yield* carryOutChanges(services, profile, result, now);
  return true;
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
export function* loadFacts(
  live: Live,
  graph: Pick<CompiledGraph, "reads" | "assigns" | "readsWebPush">,
  workflowId: number,
  profile: Profile,
  now: number,
): Steps<Facts> {
  const { shop } = live.settings;
  const zone = profile.timezone ?? shop.timezone;
  const subscriptions = graph.readsWebPush ? yield* pushSubscriptionsOf(profile.id) : [];
  return {
    workflowId,
    profile,
    shopTimezone: shop.timezone,
    shopLanguage: shop.language,
    reachable: {
      email: profile.email !== null,
      webPush: subscriptions.length > 0,
      phone: phoneAddress(profile.phone) !== null,
    },
    ...(yield* loadKnown(profile.id, graph.reads, { now, zone })),
    assignments: graph.assigns ? yield* assignmentsOf(workflowId, profile.id) : {},
  };
}

/** Writes what the steps changed, and lets other workflows see it: one workflow deeper than the run itself. */
function* carryOutChanges(
  services: StepServices,
  profile: Profile,
  result: Advance,
  now: number,
): Steps<void> {
  if (result.changes.length === 0) return;
  const depth = (result.run.depth ?? 0) + 1;
  const changes = result.changes.map(({ change }) => change);
  yield* noteStepTags(services, profile.id, changes, { depth, now });
  const attributes = changes.reduce((before, change) => changeAttributes(before, change), profile.attributes);
  if (attributes !== profile.attributes) {
    const before = { ...profile };
    // Whoever goes on with this profile in the same transaction must not write back what was before.
    Object.assign(profile, { attributes, updatedAt: now });
    yield* setAttributes(profile.id, attributes, now);
    yield* services.reactions.profile(services, { before, after: profile, depth }, now);
  }
  for (const change of changes) {
    if (change.kind !== "record-event") continue;
    const { name, properties } = change;
    yield* services.reactions.event(services, profile, { name, at: now, properties, depth }, now);
  }
}
