import { eq, inArray, or } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { run } from "#server/database/database.ts";
import { versionsInUse } from "#server/store/runs.ts";
import { readSettings, type Settings } from "#server/store/settings.ts";
import { type CompiledGraph, compileGraph } from "#workflows/compile.ts";
import { eventNamesOf, isExitEvent } from "#workflows/matching.ts";

export interface LiveVersion {
  id: number;
  workflowId: number;
  graph: CompiledGraph;
  /** The newest version: its timers follow what happens, also while the workflow is paused. */
  current: boolean;
  /** New runs may start: it is the current version of a workflow that is switched on. */
  open: boolean;
}

/**
 * What the engine looks up with every event, kept in memory: the settings, and the compiled versions that are live or
 * still have people inside. Loaded at start and again after every change.
 */
export class Live {
  settings!: Settings;
  #versions = new Map<number, LiveVersion>();
  #listeners = new Map<string, LiveVersion[]>();
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async reload(): Promise<void> {
    this.settings = await readSettings(this.#db);
    const versions = await loadVersions(this.#db, this.#versions);
    const listeners = new Map<string, LiveVersion[]>();
    for (const version of versions.values()) {
      for (const name of eventNamesOf(version.graph)) {
        listeners.set(name, [...(listeners.get(name) ?? []), version]);
      }
    }
    this.#versions = versions;
    this.#listeners = listeners;
  }

  version(id: number): LiveVersion | undefined {
    return this.#versions.get(id);
  }

  /** The open version of a workflow; none when it is a draft or paused. */
  openVersion(workflowId: number): LiveVersion | undefined {
    return [...this.#versions.values()].find((version) => version.open && version.workflowId === workflowId);
  }

  /** The versions whose trigger or exit wants to see this event. */
  listeningTo(eventName: string): readonly LiveVersion[] {
    return this.#listeners.get(eventName) ?? [];
  }

  exits(version: LiveVersion, eventName: string): boolean {
    return isExitEvent(version.graph, eventName);
  }
}

async function loadVersions(
  db: Database,
  known: Map<number, LiveVersion>,
): Promise<Map<number, LiveVersion>> {
  const { versions, workflows } = db.tables;
  const used = await db.transaction((tx) => versionsInUse(tx));
  const wanted = or(
    eq(workflows.liveVersionId, versions.id),
    used.length > 0 ? inArray(versions.id, used) : undefined,
  );
  const rows = await db.transaction((tx) =>
    run(
      tx.query
        .select({ version: versions, workflow: workflows })
        .from(versions)
        .innerJoin(workflows, eq(workflows.id, versions.workflowId))
        .where(wanted),
    ),
  );
  return new Map(
    rows.map(({ version, workflow }) => [
      version.id,
      {
        id: version.id,
        workflowId: workflow.id,
        // A version never changes, so it is compiled once.
        graph: known.get(version.id)?.graph ?? compileGraph(version.graph),
        current: workflow.liveVersionId === version.id,
        open: workflow.status === "live" && workflow.liveVersionId === version.id,
      },
    ]),
  );
}
