import { sql } from "drizzle-orm";
import type { Condition } from "#workflows/condition.ts";
import type { Graph } from "#workflows/graph.ts";
import type { PeopleAnswers } from "#workflows/people-inside.ts";
import type { ReasonValues } from "#workflows/reasons.ts";
import type { RunState, RunStatus } from "#workflows/run.ts";
import type { RunAction } from "#workflows/run-actions.ts";
import type { Columns } from "../columns.postgres.ts";
import type { ProfilesTable } from "./profiles.ts";

export type WorkflowStatus = "draft" | "live" | "paused";
/** A one-off message is sent by a workflow of its own, which no list of workflows shows. */
export type WorkflowKind = "workflow" | "one-off";
export interface Backfill {
  afterProfileId: number;
  /** Also start for the people who are overdue already, a few at a time. */
  includeOverdue: boolean;
  /** How many of those have been given a place in the line. */
  overdue: number;
}
export interface Move extends PeopleAnswers {
  /** The version that people are moved to. */
  versionId: number;
  afterRunId: number;
  /** What was still to be done for an earlier version: it holds for those whom these answers leave where they are. */
  earlier?: Move;
}
/** One that was begun before steps could have answers of their own. */
export interface OldMove extends Pick<Move, "versionId" | "targets" | "afterRunId"> {
  /** Everybody leaves instead. */
  exit: boolean;
}

export type RunChoice =
  | {
      kind: "list";
      runIds: number[];
      /** The visit that each of them, in the same order, was seen in; absent in what was asked for before that was kept. */
      visits?: number[];
    }
  | {
      kind: "filter";
      status: RunStatus | null;
      nodeId: string | null;
      /** Absent: whatever version it is in, and so on. */
      versionId?: number | null;
      converted?: boolean | null;
      startedFrom?: number | null;
      startedBefore?: number | null;
    };
export type { RunAction };

export function workflowTables(c: Columns, profiles: ProfilesTable) {
  const profileId = () =>
    c
      .reference()
      .notNull()
      .references(() => profiles.id, { onDelete: "cascade" });

  const workflows = c.table("workflows", {
    id: c.id(),
    name: c.text().notNull(),
    kind: c.text().$type<WorkflowKind>().notNull().default("workflow"),
    status: c.text().$type<WorkflowStatus>().notNull(),
    draft: c.json<Graph>().notNull(),
    /** Grows with every saved draft; a save names the one it was made from, so that nobody is overwritten. */
    draftRevision: c.count().notNull(),
    /** The account that saved the draft last; null when a program or a recipe did. */
    draftBy: c.text(),
    /** What the owner sorts the list by. */
    tags: c.json<string[]>().notNull().default([]),
    liveVersionId: c.reference(),
    /** The version since which the trigger is the same: timers that were set for another are void. */
    timersSince: c.reference(),
    /** Timers still to be armed for the people who were there before it was switched on; null when done. */
    backfill: c.json<Backfill>(),
    /** People still to be moved to the live version, or out; null when done. */
    move: c.json<Move | OldMove>(),
    /** When it was last switched on again after a pause: what had been due long before that is dropped. */
    resumedAt: c.instant(),
    /** Set when the owner put it away: it stands in a list of its own and lets nobody in. */
    archivedAt: c.instant(),
    /** Set when the owner removed it; it can be brought back. */
    removedAt: c.instant(),
    createdAt: c.instant().notNull(),
    updatedAt: c.instant().notNull(),
  });
  const workflowId = () =>
    c
      .reference()
      .notNull()
      .references(() => workflows.id, { onDelete: "cascade" });

  const versions = c.table(
    "versions",
    {
      id: c.id(),
      workflowId: workflowId(),
      number: c.count().notNull(),
      graph: c.json<Graph>().notNull(),
      /** The draft this version was made from. */
      draftRevision: c.count().notNull(),
      publishedAt: c.instant().notNull(),
      publishedBy: c.text(),
      /** The number of the earlier version that it brings back. */
      restores: c.count(),
    },
    (t) => [c.uniqueIndex("versions_workflow_number").on(t.workflowId, t.number)],
  );
  /** Who has a workflow open to draw on it, by browser tab; told again every few seconds, void soon after. */
  const workflowEditors = c.table(
    "workflow_editors",
    {
      workflowId: workflowId(),
      tab: c.text().notNull(),
      userId: c.text().notNull(),
      seenAt: c.instant().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.workflowId, t.tab] })],
  );
  const runs = c.table(
    "runs",
    {
      id: c.id(),
      workflowId: workflowId(),
      versionId: c
        .reference()
        .notNull()
        .references(() => versions.id),
      profileId: profileId(),
      /** What makes a second entry the same entry: the cart, the quiet episode, or nothing for "once". */
      entryKey: c.text().notNull(),
      status: c.text().$type<RunStatus>().notNull(),
      state: c.json<RunState>().notNull(),
      /** The node of state, beside it so that it can be counted. */
      nodeId: c.text(),
      wakeAt: c.instant(),
      startedAt: c.instant().notNull(),
      endedAt: c.instant(),
      endCode: c.text(),
      /** When the workflow's goal was reached, within its window after the run began. */
      convertedAt: c.instant(),
    },
    (t) => [
      c.uniqueIndex("runs_entry").on(t.workflowId, t.profileId, t.entryKey),
      c.index("runs_wake").on(t.workflowId, t.wakeAt).where(sql`wake_at is not null`),
      c.index("runs_profile").on(t.profileId, t.status),
      c.index("runs_waiting").on(t.workflowId, t.nodeId).where(sql`status = 'active'`),
      c.index("runs_listed").on(t.workflowId, t.status, t.id),
      c.index("runs_converted").on(t.workflowId).where(sql`converted_at is not null`),
      c.index("runs_version").on(t.versionId).where(sql`status = 'active'`),
    ],
  );
  const visits = c.table(
    "visits",
    {
      runId: c
        .reference()
        .notNull()
        .references(() => runs.id, { onDelete: "cascade" }),
      visit: c.count().notNull(),
      workflowId: workflowId(),
      nodeId: c.text().notNull(),
      arrivedAt: c.instant().notNull(),
      leftAt: c.instant(),
      port: c.text(),
    },
    (t) => [
      c.primaryKey({ columns: [t.runId, t.visit] }),
      c.index("visits_arrived").on(t.workflowId, t.nodeId, t.arrivedAt),
      c.index("visits_left").on(t.workflowId, t.nodeId, t.port, t.leftAt).where(sql`left_at is not null`),
    ],
  );
  /** When a delayed trigger is due for a profile: an idle cart, an inactive customer. */
  const timers = c.table(
    "timers",
    {
      workflowId: workflowId(),
      profileId: profileId(),
      timerKey: c.text().notNull(),
      dueAt: c.instant().notNull(),
      /** The event time that set it: an older event never moves it back. */
      setAt: c.instant().notNull(),
      /** The workflow's `timersSince` when it was set. */
      since: c.reference().notNull().default(0),
      /** How many workflows stand behind it. */
      depth: c.count().notNull().default(0),
      data: c.json<Record<string, unknown>>().notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.workflowId, t.profileId, t.timerKey] }),
      c.index("timers_due").on(t.workflowId, t.dueAt),
      c.index("timers_profile").on(t.profileId),
    ],
  );
  /** The arm that a profile was given at a split, for good. */
  const assignments = c.table(
    "assignments",
    {
      workflowId: workflowId(),
      nodeId: c.text().notNull(),
      profileId: profileId(),
      arm: c.text().notNull(),
      at: c.instant().notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.workflowId, t.nodeId, t.profileId] }),
      c.index("assignments_profile").on(t.profileId),
    ],
  );
  /** When a workflow that starts by the clock is due next. */
  const schedules = c.table("schedules", {
    workflowId: c
      .reference()
      .primaryKey()
      .references(() => workflows.id, { onDelete: "cascade" }),
    /** The cron line and zone that it follows: another plan makes another time. */
    plan: c.text().notNull(),
    dueAt: c.instant().notNull(),
  });
  /** Many people who are let into a workflow at once, a few at a time: a time of a schedule, or a list by hand. */
  const admissions = c.table(
    "admissions",
    {
      id: c.id(),
      workflowId: workflowId(),
      /** What makes a second entry the same entry, for each of them. */
      entryKey: c.text().notNull(),
      /** Null lets everybody in. */
      condition: c.json<Condition>(),
      data: c.json<Record<string, unknown>>().notNull(),
      /** How far it got. */
      afterProfileId: c.reference().notNull(),
      started: c.count().notNull().default(0),
      /** At most so many people within an hour; null: as fast as it goes. */
      perHour: c.count(),
      createdAt: c.instant().notNull(),
      endedAt: c.instant(),
      /** Why nobody was let in, where that is so. */
      endCode: c.text(),
      endValues: c.json<ReasonValues>(),
    },
    (t) => [
      c.uniqueIndex("admissions_entry").on(t.workflowId, t.entryKey),
      c.index("admissions_open").on(t.workflowId).where(sql`ended_at is null`),
    ],
  );
  /** How many people came to a node within an hour, and how many left it through each port. */
  const stepCounts = c.table(
    "step_counts",
    {
      workflowId: workflowId(),
      nodeId: c.text().notNull(),
      /**
       * "": they came. "-": they left through no port, because their run ended or was moved. "=sent", "=failed",
       * "=skipped", "=unknown": visits whose messages ended so. "=converted": they came, and their run reached its goal.
       */
      port: c.text().notNull(),
      /**
       * The beginning of the hour, UTC, plus the lane (0 to 63 ms) in which a connection to PostgreSQL counts; of old
       * days, the beginning of the day.
       */
      hourAt: c.instant().notNull(),
      people: c.count().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.workflowId, t.hourAt, t.nodeId, t.port] })],
  );
  /** One thing done to many runs, a few at a time. */
  const bulkActions = c.table(
    "bulk_actions",
    {
      id: c.id(),
      workflowId: workflowId(),
      action: c.json<RunAction>().notNull(),
      /** Which runs: those of a list, or whatever a filter finds. */
      choice: c.json<RunChoice>().notNull(),
      /** How far it got; runs that began after it was asked for are left alone. */
      afterRunId: c.reference().notNull(),
      untilRunId: c.reference().notNull(),
      /** How many runs there were when it was asked for. */
      total: c.count().notNull(),
      done: c.count().notNull().default(0),
      /** Runs for which it made no sense any more. */
      refused: c.count().notNull().default(0),
      /** How many of them for which reason, by its code. */
      refusals: c.json<Record<string, number>>().notNull().default({}),
      createdBy: c.text(),
      createdAt: c.instant().notNull(),
      endedAt: c.instant(),
      /** Who stopped it halfway. */
      stoppedBy: c.text(),
    },
    (t) => [
      c.index("bulk_actions_workflow").on(t.workflowId, t.id),
      c.index("bulk_actions_open").on(t.workflowId).where(sql`ended_at is null`),
    ],
  );
  /** Why something did or did not happen to a person, as a code with values. */
  const history = c.table(
    "history",
    {
      id: c.id(),
      profileId: profileId(),
      at: c.instant().notNull(),
      workflowId: c.reference(),
      runId: c.reference(),
      nodeId: c.text(),
      visit: c.count(),
      code: c.text().notNull(),
      values: c.json<ReasonValues>().notNull(),
    },
    (t) => [c.index("history_profile").on(t.profileId, t.at), c.index("history_run").on(t.runId)],
  );
  return {
    workflows,
    versions,
    workflowEditors,
    stepCounts,
    bulkActions,
    runs,
    visits,
    timers,
    assignments,
    schedules,
    admissions,
    history,
  };
}

export type WorkflowsTable = ReturnType<typeof workflowTables>["workflows"];
