import { asc, eq, gt, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, statement } from "#server/database/database.ts";
import { readSettings, type Settings } from "#server/store/settings.ts";
import { type CompiledGraph, compileGraph } from "#workflows/compile.ts";
import type { Graph } from "#workflows/graph.ts";
import { mergesIn } from "./merges.ts";
import { readSegmentRows, type SegmentRows } from "./segment-rows.ts";

type Row<T extends keyof Tables> = Tables[T]["$inferSelect"];
export type RunRow = Row<"runs">;
export type HistoryRow = Row<"history">;
export type WorkflowRow = Row<"workflows">;
export type ProfileRow = Row<"profiles">;
export type VisitRow = Row<"visits">;
export type TimerRow = Row<"timers">;
export type MessageRow = Omit<Row<"messages">, "content" | "data" | "rendered" | "reasonValues">;
export interface EventRow {
  id: number;
  profileId: number;
  name: string;
  at: number;
  depth: number;
  properties: Record<string, unknown>;
}
export interface VersionRow {
  id: number;
  workflowId: number;
  drawn: Graph;
  graph: CompiledGraph;
  /** The stored text, which never changes. */
  text: string;
}

/** What is not kept apart per step: few rows that change at any time. */
export interface Standing {
  workflows: Map<number, WorkflowRow>;
  profiles: Map<number, ProfileRow>;
  /** By profile, channel and topic. */
  consents: Map<string, string>;
  settings: Settings;
}

export interface Change<T> {
  before: T | null;
  after: T;
}

/** All rows as they are after a step, and what the step did to them. */
export interface Rows {
  runs: Map<number, RunRow>;
  messages: Map<number, MessageRow>;
  versions: Map<number, VersionRow>;
  changedRuns: Change<RunRow>[];
  changedMessages: Change<MessageRow>[];
  /** Visits of the runs that changed, by run. */
  visits: Map<number, VisitRow[]>;
  /** What is counted at each step, whenever it was. */
  stepCounts: { workflowId: number; nodeId: string; port: string; people: number }[];
  newHistory: HistoryRow[];
  newEvents: EventRow[];
  /** Visitors who turned out to be somebody during the step, by whom they are now. */
  merged: Map<number, number[]>;
  /** Whose each event is; read only when somebody was merged. */
  eventOwners: Map<number, number> | null;
  timers: TimerRow[];
  segmentRows: SegmentRows;
  /** By workflow, node and profile. */
  assignments: Map<string, string>;
  before: Standing;
  now: Standing;
}

export const consentKey = (profileId: number, channel: string, topic: string) =>
  `${profileId}:${channel}:${topic}`;

/** Where a profile lives; where nobody knows, the shop's zone counts. */
export function zoneOf({ profiles, settings }: Standing, profileId: number): string {
  return profiles.get(profileId)?.timezone ?? settings.shop.timezone;
}

const runsOf = statement<{ after: number }>()((query, { runs }) =>
  query
    .select()
    .from(runs)
    .where(
      // A goal may be reached after the end.
      or(eq(runs.status, "active"), gt(runs.id, sql.placeholder("after")), isNotNull(runs.convertedAt)),
    )
    .orderBy(asc(runs.id)),
);
const messagesOf = statement<{ after: number }>()((query, tables) =>
  selectMessages(query, tables).where(
    or(
      inArray(tables.messages.status, ["queued", "handed"]),
      gt(tables.messages.id, sql.placeholder("after")),
    ),
  ),
);
const historyOf = statement<{ after: number }>()((query, { history }) =>
  query
    .select()
    .from(history)
    .where(gt(history.id, sql.placeholder("after")))
    .orderBy(asc(history.id)),
);
const eventsOf = statement<{ after: number }>()((query, { events, eventNames }) =>
  query
    .select({
      id: events.id,
      profileId: events.profileId,
      name: eventNames.name,
      at: events.at,
      depth: events.depth,
      properties: events.properties,
    })
    .from(events)
    .innerJoin(eventNames, eq(eventNames.id, events.nameId))
    .where(gt(events.id, sql.placeholder("after")))
    .orderBy(asc(events.id)),
);
const ownersOf = statement<Record<string, never>>()((query, { events }) =>
  query.select({ id: events.id, profileId: events.profileId }).from(events),
);
const workflowsOf = statement<Record<string, never>>()((query, { workflows }) =>
  query.select().from(workflows),
);
const profilesOf = statement<Record<string, never>>()((query, { profiles }) => query.select().from(profiles));
const consentsOf = statement<Record<string, never>>()((query, { consents }) => query.select().from(consents));
const settingsOf = statement<Record<string, never>>()((query, { settings }) => query.select().from(settings));
const timersOf = statement<Record<string, never>>()((query, { timers }) => query.select().from(timers));
const stepCountsOf = statement<Record<string, never>>()((query, { stepCounts: counts }) =>
  query
    .select({
      workflowId: counts.workflowId,
      nodeId: counts.nodeId,
      port: counts.port,
      people: sql<number>`sum(${counts.people})`.mapWith(Number),
    })
    .from(counts)
    .groupBy(counts.workflowId, counts.nodeId, counts.port),
);
const assignmentsOf = statement<Record<string, never>>()((query, { assignments }) =>
  query.select().from(assignments),
);

/** Asking everybody by every rule takes longer than all other reading, so it is done at every so manieth. */
const SEGMENTS_ASKED_EVERY = 3;

/** Follows the rows from step to step, reading what is new or still open. */
export class RowsReader {
  readonly #db: Database;
  #runs = new Map<number, RunRow>();
  #messages = new Map<number, MessageRow>();
  #versions = new Map<number, VersionRow>();
  #standing: Standing | null = null;
  #settings: { text: string; settings: Settings } | null = null;
  #historyId = 0;
  #eventId = 0;
  #segmentChangeId = 0;
  #reads = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  async read(at: number): Promise<Rows> {
    const db = this.#db;
    this.#reads += 1;
    const now = await this.#readStanding();
    const newHistory = await db.execute(historyOf, { after: this.#historyId });
    const merged = mergesIn(newHistory);
    await this.#followMerges(merged);
    const changedRuns = note(this.#runs, await this.#readRuns(), sameRun);
    const changedMessages = note(this.#messages, await this.#readMessages(), sameMessage);
    const newEvents = await db.execute(eventsOf, { after: this.#eventId });
    this.#historyId = newHistory.at(-1)?.id ?? this.#historyId;
    this.#eventId = newEvents.at(-1)?.id ?? this.#eventId;
    const assignments = await db.execute(assignmentsOf, {});
    const segmentRows = await readSegmentRows(db, {
      afterChange: this.#segmentChangeId,
      standing: now,
      now: this.#reads % SEGMENTS_ASKED_EVERY === 0 ? at : null,
    });
    this.#segmentChangeId = segmentRows.newChanges.at(-1)?.id ?? this.#segmentChangeId;
    const rows: Rows = {
      runs: this.#runs,
      messages: this.#messages,
      versions: await this.#readVersions(now),
      changedRuns,
      changedMessages,
      visits: await this.#readVisits(changedRuns),
      stepCounts: await db.execute(stepCountsOf, {}),
      newHistory,
      newEvents,
      merged,
      eventOwners: merged.size > 0 ? await this.#readOwners() : null,
      timers: await db.execute(timersOf, {}),
      segmentRows,
      assignments: new Map(assignments.map((a) => [`${a.workflowId}:${a.nodeId}:${a.profileId}`, a.arm])),
      before: this.#standing ?? now,
      now,
    };
    this.#standing = now;
    return rows;
  }

  /** Rows that are not read again belong to the survivor too. */
  async #followMerges(merged: Map<number, number[]>): Promise<void> {
    if (merged.size === 0) return;
    for (const [into, visitors] of merged) {
      for (const [id, row] of this.#messages)
        if (visitors.includes(row.profileId)) this.#messages.set(id, { ...row, profileId: into });
    }
    const { runs } = this.#db.tables;
    const rows = this.#db.query
      .select({ id: runs.id, profileId: runs.profileId, entryKey: runs.entryKey })
      .from(runs);
    for (const { id, ...now } of await rows.where(inArray(runs.profileId, [...merged.keys()]))) {
      const known = this.#runs.get(id);
      if (known) this.#runs.set(id, { ...known, ...now });
    }
  }

  async #readOwners(): Promise<Map<number, number>> {
    const rows = await this.#db.execute(ownersOf, {});
    return new Map(rows.map(({ id, profileId }) => [id, profileId]));
  }

  async #readStanding(): Promise<Standing> {
    const db = this.#db;
    const workflows = await db.execute(workflowsOf, {});
    const profiles = await db.execute(profilesOf, {});
    const consents = await db.execute(consentsOf, {});
    return {
      workflows: new Map(workflows.map((row) => [row.id, row])),
      profiles: new Map(profiles.map((row) => [row.id, row])),
      consents: new Map(
        consents.map((row) => [consentKey(row.profileId, row.channel, row.topic), row.state]),
      ),
      settings: await this.#readSettings(),
    };
  }

  /** Read anew only when they have changed: checking a zone takes longer than anything else here. */
  async #readSettings(): Promise<Settings> {
    const text = JSON.stringify(await this.#db.execute(settingsOf, {}));
    if (this.#settings?.text !== text) this.#settings = { text, settings: await readSettings(this.#db) };
    return this.#settings.settings;
  }

  async #readRuns(): Promise<RunRow[]> {
    const { runs } = this.#db.tables;
    const open = await this.#db.execute(runsOf, { after: lastKey(this.#runs) });
    const seen = new Set(open.map(({ id }) => id));
    const closed = [...this.#runs.values()].filter(({ id, status }) => status === "active" && !seen.has(id));
    if (closed.length === 0) return open;
    const ids = closed.map(({ id }) => id);
    return [...open, ...(await this.#db.query.select().from(runs).where(inArray(runs.id, ids)))];
  }

  async #readMessages(): Promise<MessageRow[]> {
    const { messages } = this.#db.tables;
    const open = await this.#db.execute(messagesOf, { after: lastKey(this.#messages) });
    const seen = new Set(open.map(({ id }) => id));
    const closed = [...this.#messages.values()].filter((row) => isOpen(row) && !seen.has(row.id));
    if (closed.length === 0) return open;
    const ids = closed.map(({ id }) => id);
    const rows = await selectMessages(this.#db.query, this.#db.tables).where(inArray(messages.id, ids));
    return [...open, ...rows];
  }

  async #readVersions({ workflows }: Standing): Promise<Map<number, VersionRow>> {
    const wanted = [...workflows.values()].flatMap(({ liveVersionId }) => liveVersionId ?? []);
    if (wanted.every((id) => this.#versions.has(id))) return this.#versions;
    for (const { id, workflowId, graph } of await this.#db.query.select().from(this.#db.tables.versions)) {
      if (this.#versions.has(id)) continue;
      this.#versions.set(id, {
        id,
        workflowId,
        drawn: graph,
        graph: compileGraph(graph),
        text: JSON.stringify(graph),
      });
    }
    return this.#versions;
  }

  async #readVisits(changed: Change<RunRow>[]): Promise<Map<number, VisitRow[]>> {
    const byRun = new Map<number, VisitRow[]>();
    if (changed.length === 0) return byRun;
    const { visits } = this.#db.tables;
    const ids = changed.map(({ after }) => after.id);
    const rows = await this.#db.query
      .select()
      .from(visits)
      .where(inArray(visits.runId, ids))
      .orderBy(asc(visits.runId), asc(visits.visit));
    for (const row of rows) byRun.set(row.runId, [...(byRun.get(row.runId) ?? []), row]);
    return byRun;
  }
}

export function isOpen({ status }: Pick<MessageRow, "status">): boolean {
  return status === "queued" || status === "handed";
}

function selectMessages(query: Database["query"], { messages }: Tables) {
  return query
    .select({
      id: messages.id,
      key: messages.key,
      profileId: messages.profileId,
      workflowId: messages.workflowId,
      runId: messages.runId,
      nodeId: messages.nodeId,
      visit: messages.visit,
      channel: messages.channel,
      endpoint: messages.endpoint,
      host: messages.host,
      status: messages.status,
      attempts: messages.attempts,
      dueAt: messages.dueAt,
      handedAt: messages.handedAt,
      countedAt: messages.countedAt,
      handedBy: messages.handedBy,
      reasonCode: messages.reasonCode,
      captured: messages.captured,
      createdAt: messages.createdAt,
      endedAt: messages.endedAt,
    })
    .from(messages)
    .$dynamic();
}

function note<T extends { id: number }>(known: Map<number, T>, rows: T[], same: (a: T, b: T) => boolean) {
  const changes: Change<T>[] = [];
  for (const row of rows) {
    const before = known.get(row.id) ?? null;
    if (before && same(before, row)) continue;
    known.set(row.id, row);
    changes.push({ before, after: row });
  }
  return changes;
}

function sameRun(a: RunRow, b: RunRow): boolean {
  return (
    a.status === b.status &&
    a.wakeAt === b.wakeAt &&
    a.versionId === b.versionId &&
    a.state.visit === b.state.visit &&
    a.convertedAt === b.convertedAt &&
    JSON.stringify(a.state.waiting) === JSON.stringify(b.state.waiting)
  );
}

function sameMessage(a: MessageRow, b: MessageRow): boolean {
  return (
    a.status === b.status && a.attempts === b.attempts && a.dueAt === b.dueAt && a.reasonCode === b.reasonCode
  );
}

function lastKey(rows: Map<number, unknown>): number {
  let last = 0;
  for (const id of rows.keys()) if (id > last) last = id;
  return last;
}
