import {
  and,
  desc,
  eq,
  gt,
  gte,
  isNotNull,
  lt,
  notExists,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "#server/database/database.ts";
import { type EndedStatus, type Span, visitOutcomes } from "./step-counts.ts";

/** Whom a number on the canvas is made of. */
export type Behind =
  | { kind: "waiting" }
  | { kind: "entered" }
  /** Through a port; null: their run ended there or was moved. */
  | { kind: "left"; port: string | null }
  | { kind: "messages"; status: EndedStatus }
  | { kind: "converted" };

/** The last row of the page before. */
export interface PeopleCursor {
  at: number;
  id: number;
  visit: number;
}

export interface PeopleFilter extends Span {
  workflowId: number;
  nodeId: string;
  behind: Behind;
  cursor: PeopleCursor | null;
  limit: number;
}

interface Reader {
  db: Database;
  filter: PeopleFilter;
}

/** The people behind a number at a node, the newest first, as far as their visits and messages are still kept. */
export async function listStepPeople(db: Database, filter: PeopleFilter) {
  const rows = await read({ db, filter }).limit(filter.limit + 1);
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  const mayFollow = rows.length > filter.limit && last !== undefined;
  return { people: page, nextCursor: mayFollow ? { at: last.at, id: last.id, visit: last.visit } : null };
}

function read(reader: Reader) {
  const { behind } = reader.filter;
  switch (behind.kind) {
    case "waiting":
      return waiting(reader);
    case "entered":
      return came(reader);
    case "left":
      return left(reader, behind.port);
    case "messages":
      return messagesThat(reader, behind.status);
    case "converted":
      return converted(reader);
  }
}

function waiting({ db, filter: { workflowId, nodeId, cursor } }: Reader) {
  const { runs, profiles } = db.tables;
  return db.query
    .select({
      ...noMessage,
      ...whose(db),
      ...{ id: runs.id, visit: sql<number>`0`.mapWith(Number), at: runs.startedAt },
      until: runs.wakeAt,
      waitsFor: sql<string | null>`${runs.state} -> 'waiting' ->> 'kind'`,
    })
    .from(runs)
    .innerJoin(profiles, eq(profiles.id, runs.profileId))
    .where(
      and(
        eq(runs.workflowId, workflowId),
        eq(runs.nodeId, nodeId),
        // Written out, so that the index of those who wait is used.
        sql`${runs.status} = 'active'`,
        cursor ? lt(runs.id, cursor.id) : undefined,
      ),
    )
    .orderBy(desc(runs.id));
}

function came({ db, filter }: Reader) {
  const { runs, profiles, visits } = db.tables;
  return db.query
    .select({
      ...noMessage,
      ...noWait,
      ...whose(db),
      ...{ id: visits.runId, visit: visits.visit, at: visits.arrivedAt },
    })
    .from(visits)
    .innerJoin(runs, eq(runs.id, visits.runId))
    .innerJoin(profiles, eq(profiles.id, runs.profileId))
    .where(
      and(
        eq(visits.workflowId, filter.workflowId),
        eq(visits.nodeId, filter.nodeId),
        within(visits.arrivedAt, filter),
        before([visits.arrivedAt, visits.runId, visits.visit], filter.cursor),
      ),
    )
    .orderBy(desc(visits.arrivedAt), desc(visits.runId), desc(visits.visit));
}

function left({ db, filter }: Reader, port: string | null) {
  const { runs, profiles, visits } = db.tables;
  return db.query
    .select({
      ...noMessage,
      ...whose(db),
      ...noWait,
      ...{
        id: visits.runId,
        visit: visits.visit,
        at: sql<number>`${visits.leftAt}`.mapWith(Number),
      },
    })
    .from(visits)
    .innerJoin(runs, eq(runs.id, visits.runId))
    .innerJoin(profiles, eq(profiles.id, runs.profileId))
    .where(
      and(
        eq(visits.workflowId, filter.workflowId),
        eq(visits.nodeId, filter.nodeId),
        isNotNull(visits.leftAt),
        port === null ? sql`${visits.port} is null` : eq(visits.port, port),
        within(visits.leftAt, filter),
        before([visits.leftAt, visits.runId, visits.visit], filter.cursor),
      ),
    )
    .orderBy(desc(visits.leftAt), desc(visits.runId), desc(visits.visit));
}

function messagesThat({ db, filter }: Reader, status: EndedStatus) {
  const { runs, profiles, messages } = db.tables;
  return db.query
    .select({
      ...whose(db),
      ...noWait,
      ...{ id: messages.id, visit: sql<number>`coalesce(${messages.visit}, 0)`.mapWith(Number) },
      ...{ at: sql<number>`${messages.endedAt}`.mapWith(Number) },
      messageId: sql<number | null>`${messages.id}`.mapWith(Number),
      reasonCode: messages.reasonCode,
      reasonValues: messages.reasonValues,
    })
    .from(messages)
    .innerJoin(profiles, eq(profiles.id, messages.profileId))
    .innerJoin(runs, eq(runs.id, messages.runId))
    .where(
      and(
        eq(messages.workflowId, filter.workflowId),
        eq(messages.nodeId, filter.nodeId),
        eq(messages.status, status),
        isNotNull(messages.endedAt),
        standsForVisit(db),
        within(messages.endedAt, filter),
        before([messages.endedAt, messages.id], filter.cursor),
      ),
    )
    .orderBy(desc(messages.endedAt), desc(messages.id));
}

/** Of the messages of one visit, one is listed, by what became of them all, once that is known. */
function standsForVisit({ query, tables: { messages } }: Database): SQL {
  const other = alias(messages, "other");
  const rank = (status: SQLWrapper) =>
    sql`case ${status} ${sql.join(
      visitOutcomes.map((known, at) => sql`when ${sql.raw(`'${known}'`)} then ${sql.raw(String(at + 1))}`),
      sql` `,
    )} else 0 end`;
  const goesBefore = or(
    sql`${rank(other.status)} < ${rank(messages.status)}`,
    and(eq(other.status, messages.status), gt(other.id, messages.id)),
  );
  const isOfVisit = and(eq(other.runId, messages.runId), eq(other.visit, messages.visit));
  return notExists(query.select({ id: other.id }).from(other).where(and(isOfVisit, goesBefore)));
}

/** In the order in which they began. */
function converted({ db, filter }: Reader) {
  const { runs, profiles, visits } = db.tables;
  return (
    db.query
      .select({
        ...noMessage,
        ...whose(db),
        ...noWait,
        ...{ id: runs.id, visit: visits.visit },
        at: sql<number>`${runs.convertedAt}`.mapWith(Number),
      })
      .from(runs)
      // The order of a cross join is kept: from the few who reached it to their visits.
      .crossJoin(visits)
      .innerJoin(profiles, eq(profiles.id, runs.profileId))
      .where(
        and(
          eq(runs.workflowId, filter.workflowId),
          isNotNull(runs.convertedAt),
          eq(visits.runId, runs.id),
          eq(visits.nodeId, filter.nodeId),
          within(visits.arrivedAt, filter),
          filter.cursor
            ? sql`(${runs.id}, ${visits.visit}) < (${filter.cursor.id}, ${filter.cursor.visit})`
            : undefined,
        ),
      )
      .orderBy(desc(runs.id), desc(visits.visit))
  );
}

const noWait = { until: sql<number | null>`null`, waitsFor: sql<string | null>`null` };
const noMessage = {
  messageId: sql<number | null>`null`,
  reasonCode: sql<string | null>`null`,
  reasonValues: sql<null>`null`,
};

function whose({ tables: { runs, profiles } }: Database) {
  return {
    runId: runs.id,
    status: runs.status,
    profile: {
      id: profiles.id,
      externalId: profiles.externalId,
      name: profiles.name,
      email: profiles.email,
    },
  };
}

type Columns = Database["tables"];
type Moment = Columns["visits"]["arrivedAt"] | Columns["visits"]["leftAt"] | Columns["messages"]["endedAt"];
type Key = Moment | Columns["visits"]["runId"] | Columns["visits"]["visit"] | Columns["messages"]["id"];

function within(column: Moment, { from, until }: Span): SQL | undefined {
  return and(from === null ? undefined : gte(column, from), until === null ? undefined : lt(column, until));
}

function before([at, id, visit]: Key[], cursor: PeopleCursor | null): SQL | undefined {
  if (!cursor) return undefined;
  if (!visit) return sql`(${at}, ${id}) < (${cursor.at}, ${cursor.id})`;
  return sql`(${at}, ${id}, ${visit}) < (${cursor.at}, ${cursor.id}, ${cursor.visit})`;
}
