import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { Logger } from "pino";
import { type Database, run, type Steps } from "#server/database/database.ts";
import { Subscriptions } from "#server/notices/subscriptions.ts";
import { pendingMoves, targetVersionIds } from "#server/store/pending-moves.ts";
import { newestVersionId, versionsInUse } from "#server/store/run-versions.ts";
import { allSegments } from "#server/store/segments.ts";
import { inspectSettings, type SettingKey, type Settings } from "#server/store/settings.ts";
import { type CompiledGraph, compileGraph } from "#workflows/compile.ts";
import { eventNamesOf, watchesProfiles } from "#workflows/matching.ts";
import { showsInApp } from "#workflows/shows-in-app.ts";
import { topicsIn } from "#workflows/topics-in-use.ts";
import { LiveSegments, loadSegments } from "./segments/live-segments.ts";

export interface LiveVersion {
  id: number;
  workflowId: number;
  graph: CompiledGraph;
  number: number;
  /** The version since which the trigger is the same. */
  timersSince: number;
  /** Its workflow was removed while people were inside: they are held, and leave when something ends their runs. */
  removed: boolean;
  /** The newest version: its timers follow what happens, also while the workflow is paused. */
  current: boolean;
  /** When the workflow was last switched on again after a pause. */
  resumedAt: number | null;
  /** New runs may start: it is the current version of a workflow that is switched on. */
  open: boolean;
  /** The one-off message that it sends; null for a workflow that somebody has drawn. */
  oneOff: LiveOneOff | null;
}

export interface LiveOneOff {
  id: number;
  /** It goes to the people of its list, and else to whoever its rule holds for. */
  toList: boolean;
  /** Each gets it at that time where they live. */
  isLocal: boolean;
  /** At most so many people within an hour; null: as fast as it goes. */
  perHour: number | null;
}

/**
 * What the engine looks up with every event, kept in memory: the settings, and the compiled versions that are live or
 * still have people inside. Loaded at start and again after every change.
 */
export class Live {
  settings!: Settings;
  /** The settings that are stored but cannot be read: what holds instead is safe, and not what the owner chose. */
  unreadableSettings: readonly SettingKey[] = [];
  /** The workflows that are switched on: what is due is looked for in these. */
  liveWorkflowIds: readonly number[] = [];
  /** Those that send a one-off message, or will, or are being stopped. */
  oneOffs: readonly LiveVersion[] = [];
  #reloading: Promise<void> = Promise.resolve();
  #versions = new Map<number, LiveVersion>();
  /** Versions nobody is inside of that are wanted all the same. */
  readonly #wanted = new Set<number>();
  #first = 0;
  #newestId: number | null = null;
  #listeners = new Map<string, LiveVersion[]>();
  /** The versions that a change of a profile may touch. */
  watchingProfiles: readonly LiveVersion[] = [];
  /** The versions that somebody's coming into a segment or leaving it may start. */
  startedBySegments: readonly LiveVersion[] = [];
  segments = new LiveSegments();
  /**
   * A new rule waits for so long before everybody is looked at by it, so that every process has heard of it by then and
   * notes whom it may touch.
   */
  settleMs = 0;
  /** Looking at everybody by a new rule has failed, and is tried again at this moment. */
  rebuildAgainAt: number | null = null;
  /** What messages may still be about, by versions that are live or have people inside. */
  topicsInUse: ReadonlySet<string> = new Set();
  /** Whether one of those versions shows messages in the shop's pages. */
  showsInApp = false;
  /** Which other programs want to be told what. */
  readonly subscriptions = new Subscriptions();
  readonly #db: Database;
  readonly #log: Logger;

  constructor(db: Database, log: Logger) {
    this.#db = db;
    this.#log = log;
  }

  /** Reads everything anew. One reload at a time: a slow one must not overwrite what a later one has read. */
  reload(): Promise<void> {
    this.#reloading = this.#reloading.catch(() => {}).then(() => this.#load());
    return this.#reloading;
  }

  async #load(): Promise<void> {
    const { settings, unreadable } = await inspectSettings(this.#db);
    // Said again when another one joins them, and not each time that they are read.
    const told = unreadable.every((key) => this.unreadableSettings.includes(key));
    if (!told) this.#log.error({ keys: unreadable }, "settings could not be read and have their safe values");
    this.settings = settings;
    this.unreadableSettings = unreadable;
    const { versions, newestId } = await loadVersions(this.#db, this.#versions, this.#wanted);
    this.segments = loadSegments(await this.#db.transaction(allSegments), this.segments, this.#log);
    for (const { id, workflowId, number, graph } of versions.values()) {
      if (graph.unreadable.length === 0 || this.#versions.has(id)) continue;
      const fields = { workflow: workflowId, version: number, settings: graph.unreadable };
      this.#log.error(fields, "a version's settings could not be read: it lets nobody in and sends nothing");
    }
    const listeners = new Map<string, LiveVersion[]>();
    for (const version of versions.values()) {
      for (const name of eventNamesOf(version.graph)) {
        listeners.set(name, [...(listeners.get(name) ?? []), version]);
      }
    }
    this.#versions = versions;
    this.#newestId = newestId;
    this.#listeners = listeners;
    this.topicsInUse = new Set([...versions.values()].flatMap(({ graph }) => topicsIn(graph)));
    this.showsInApp = [...versions.values()].some(({ graph }) => showsInApp(graph));
    this.watchingProfiles = [...versions.values()].filter(({ graph }) => watchesProfiles(graph));
    this.startedBySegments = [...versions.values()].filter(
      ({ current, graph }) => current && graph.trigger?.definition.onSegment,
    );
    this.liveWorkflowIds = [...versions.values()]
      .filter(({ open }) => open)
      .map(({ workflowId }) => workflowId);
    this.oneOffs = [...versions.values()].filter(({ current, oneOff }) => current && oneOff !== null);
    await this.subscriptions.load(this.#db);
  }

  /** The workflows that are switched on, in the order in which it is their turn. */
  inTurn(): readonly number[] {
    const ids = this.liveWorkflowIds;
    return [...ids.slice(this.#first), ...ids.slice(0, this.#first)];
  }

  /** There was more to do than there was room for: the next one is first then, so that busy ones keep nobody waiting. */
  nextTurn(): void {
    this.#first = this.#first + 1 < this.liveWorkflowIds.length ? this.#first + 1 : 0;
  }

  /** The zone in which a profile's days and hours are reckoned: its own, or else the shop's. */
  zoneOf({ timezone }: { timezone: string | null }): string {
    return timezone ?? this.settings.shop.timezone;
  }

  /** Whether a version was published since this was read; asked within the transaction that rests on it. */
  *isBehind(): Steps<boolean> {
    return (yield* newestVersionId()) !== this.#newestId;
  }

  version(id: number): LiveVersion | undefined {
    return this.#versions.get(id);
  }

  /** Has a version at hand from the next reload on, also when nobody is inside it. */
  want(id: number): void {
    this.#wanted.add(id);
  }

  /** The open version of a workflow; none when it is a draft or paused. */
  openVersion(workflowId: number): LiveVersion | undefined {
    return [...this.#versions.values()].find((version) => version.open && version.workflowId === workflowId);
  }

  /** The versions that are switched on, one for each live workflow. */
  openVersions(): LiveVersion[] {
    return [...this.#versions.values()].filter(({ open }) => open);
  }

  /** The version that a workflow is on, also while it is paused. */
  currentVersion(workflowId: number): LiveVersion | undefined {
    return [...this.#versions.values()].find(
      (version) => version.current && version.workflowId === workflowId,
    );
  }

  /** The versions whose trigger, exits, goal or waits want to see this event. */
  listeningTo(eventName: string): readonly LiveVersion[] {
    return this.#listeners.get(eventName) ?? [];
  }
}

async function loadVersions(
  db: Database,
  known: Map<number, LiveVersion>,
  wanted: ReadonlySet<number>,
): Promise<{ versions: Map<number, LiveVersion>; newestId: number | null }> {
  // In one transaction: a run that starts in between must not be in a version that is left out.
  const { rows, newestId } = await db.transaction(function* (tx) {
    const { versions, workflows, oneOffs } = tx.tables;
    const targets = (yield* pendingMoves()).flatMap(({ move }) => targetVersionIds(move));
    const used = [...(yield* versionsInUse(tx)), ...targets, ...wanted];
    const inUse = used.length > 0 ? inArray(versions.id, used) : undefined;
    const loaded = yield* run(
      tx.query
        .select({
          version: versions,
          workflow: workflows,
          oneOff: { id: oneOffs.id, audience: oneOffs.audience, schedule: oneOffs.schedule },
        })
        .from(versions)
        .innerJoin(workflows, eq(workflows.id, versions.workflowId))
        .leftJoin(oneOffs, and(eq(workflows.kind, "one-off"), eq(oneOffs.workflowId, workflows.id)))
        .where(or(and(isNull(workflows.removedAt), eq(workflows.liveVersionId, versions.id)), inUse))
        .orderBy(versions.id),
    );
    return { rows: loaded, newestId: yield* newestVersionId() };
  });
  const versions = new Map(
    rows.map(({ version, workflow, oneOff }) => {
      const removed = workflow.removedAt !== null;
      const current = !removed && workflow.liveVersionId === version.id;
      const loaded: LiveVersion = {
        id: version.id,
        workflowId: workflow.id,
        number: version.number,
        timersSince: workflow.timersSince ?? 0,
        resumedAt: workflow.resumedAt,
        // A version never changes, so it is compiled once.
        graph: known.get(version.id)?.graph ?? compileGraph(version.graph),
        removed,
        current,
        open: current && workflow.status === "live" && workflow.archivedAt === null,
        oneOff: oneOff && {
          id: oneOff.id,
          toList: oneOff.audience.kind === "list",
          isLocal: oneOff.schedule.local && oneOff.schedule.at !== null,
          perHour: oneOff.schedule.perHour,
        },
      };
      return [version.id, loaded] as const;
    }),
  );
  return { versions, newestId };
}
