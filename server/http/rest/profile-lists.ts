import { z } from "zod";
import type { Profile } from "#server/store/profiles.ts";
import { id, instant, page, pageQuery, shown } from "./common-schemas.ts";
import { writeCursor } from "./cursor.ts";
import { profileOfPath, readProfileParameter, unknownProfileDocs } from "./find-profile.ts";
import { messageSummary, showMessageSummary } from "./message-schemas.ts";
import { defineRoute } from "./route.ts";
import { runOfProfile, showRun } from "./run-schemas.ts";

/** Something that a customer did. */
export const event = z.strictObject({
  id,
  name: z.string().meta({ examples: ["Order Completed"] }),
  at: instant.describe("When it happened."),
  receivedAt: instant.describe("When it arrived here."),
  properties: z.record(z.string(), z.unknown()).meta({ examples: [{ total: 49.5 }] }),
});

const common = {
  method: "GET" as const,
  group: "Customers" as const,
  params: readProfileParameter,
  refusals: unknownProfileDocs,
};

export const listProfileEvents = defineRoute({
  ...common,
  id: "listProfileEvents",
  path: "/v1/profiles/{profile}/events",
  summary: "List what a customer did",
  description: "The newest first, as far as events are kept.",
  scope: "profiles:read",
  query: pageQuery(2),
  answers: { 200: { description: "A page of events.", schema: page(event) } },
  async handle({ services, params, query: { cursor, limit } }) {
    const found = await profileOfPath(services.db, params);
    if ("refused" in found) return found;
    const after = cursor ? { at: cursor[0]!, id: cursor[1]! } : null;
    const { events, mayFollow } = await services.reads.listEventsOf({ profileId: found.id, after, limit });
    const last = events.at(-1);
    const data = events.map((row) => ({ ...row, at: shown(row.at), receivedAt: shown(row.receivedAt) }));
    return {
      status: 200,
      body: { data, nextCursor: mayFollow && last ? writeCursor(last.at, last.id) : null },
    };
  },
});

export const listProfileRuns = defineRoute({
  ...common,
  id: "listProfileRuns",
  path: "/v1/profiles/{profile}/runs",
  summary: "List a customer's runs",
  description: "Their journeys through all workflows, the newest first.",
  scope: "workflows:read",
  query: pageQuery(),
  answers: { 200: { description: "A page of runs.", schema: page(runOfProfile) } },
  async handle({ services, params, query: { cursor, limit } }) {
    const found = await profileOfPath(services.db, params);
    if ("refused" in found) return found;
    const listed = await services.reads.listRunsOf({ ...pageOf(found, cursor), limit });
    const data = listed.runs.map((row) => ({ ...showRun(row, row.endValues), workflow: row.workflow }));
    const nextCursor = listed.nextCursor === null ? null : writeCursor(listed.nextCursor);
    return { status: 200, body: { data, nextCursor } };
  },
});

export const listProfileMessages = defineRoute({
  ...common,
  id: "listProfileMessages",
  path: "/v1/profiles/{profile}/messages",
  summary: "List the messages to a customer",
  description: "The newest first.",
  scope: "messages:read",
  query: pageQuery(),
  answers: { 200: { description: "A page of messages.", schema: page(messageSummary) } },
  async handle({ services, params, query: { cursor, limit } }) {
    const found = await profileOfPath(services.db, params);
    if ("refused" in found) return found;
    const filter = { ...pageOf(found, cursor), status: null, channel: null, limit };
    const listed = await services.reads.listMessages(filter);
    const { sendingOff } = services.engine.live.settings;
    const data = listed.messages.map((row) => showMessageSummary(row, sendingOff));
    const nextCursor = listed.nextCursor === null ? null : writeCursor(listed.nextCursor);
    return { status: 200, body: { data, nextCursor } };
  },
});

function pageOf({ id }: Profile, cursor: number[] | null | undefined) {
  return { profileId: id, cursor: cursor?.[0] ?? null };
}
