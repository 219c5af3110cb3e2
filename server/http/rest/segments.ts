import { z } from "zod";
import { listMembers } from "#server/store/segment-members.ts";
import { listSegments, type Segment } from "#server/store/segments.ts";
import { listWorkflowNames } from "#server/store/workflow-names.ts";
import type { KnownNames } from "#workflows/phrase.ts";
import { page, pageQuery, shown } from "./common-schemas.ts";
import { writeCursor } from "./cursor.ts";
import { readId } from "./find-profile.ts";
import { showProfileSummary } from "./profile-schemas.ts";
import { defineRoute, type RestServices, refuse } from "./route.ts";
import { member, segment, showSegment } from "./segment-schemas.ts";

export const segmentParameter = { segment: { description: "The segment.", example: 3 } };
export const unknownSegment = refuse(404, "unknown-segment", "There is no such segment");
export const unknownSegmentDocs = { 404: "There is no such segment." };

export const listAllSegments = defineRoute({
  id: "listSegments",
  method: "GET",
  path: "/v1/segments",
  group: "Segments",
  summary: "List segments",
  description: "All of them, by name.",
  scope: "segments:read",
  answers: {
    200: { description: "The segments.", schema: z.strictObject({ data: z.array(segment) }) },
  },
  async handle({ services }) {
    const { rows, names } = await readSegments(services);
    return { status: 200, body: { data: rows.map((row) => showSegment(row, names)) } };
  },
});

export const getSegment = defineRoute({
  id: "getSegment",
  method: "GET",
  path: "/v1/segments/{segment}",
  group: "Segments",
  summary: "Read a segment",
  scope: "segments:read",
  params: segmentParameter,
  answers: { 200: { description: "The segment.", schema: segment } },
  refusals: unknownSegmentDocs,
  async handle({ services, params }) {
    const { rows, names } = await readSegments(services);
    const row = findIn(rows, params.segment);
    return row ? { status: 200, body: showSegment(row, names) } : unknownSegment;
  },
});

export const listSegmentMembers = defineRoute({
  id: "listSegmentMembers",
  method: "GET",
  path: "/v1/segments/{segment}/members",
  group: "Segments",
  summary: "List who is in a segment",
  description: "In the order in which they came to be known.",
  scope: "segments:read",
  params: segmentParameter,
  query: pageQuery(),
  answers: { 200: { description: "A page of customers.", schema: page(member) } },
  refusals: unknownSegmentDocs,
  async handle({ services, params, query: { cursor, limit } }) {
    const row = findIn(await listSegments(services.db), params.segment);
    if (!row) return unknownSegment;
    const after = cursor?.[0] ?? 0;
    const found = await listMembers(services.db, row.id, { after, limit: limit + 1 });
    const shownOnes = found.slice(0, limit);
    const data = shownOnes.map(({ profile, enteredAt }) => ({
      profile: showProfileSummary(profile),
      enteredAt: shown(enteredAt),
    }));
    const last = found.length > limit ? shownOnes.at(-1) : undefined;
    return { status: 200, body: { data, nextCursor: last ? writeCursor(last.profile.id) : null } };
  },
});

/** All segments, with what their rules call each other and the workflows that they name. */
export async function readSegments({
  db,
}: Pick<RestServices, "db">): Promise<{ rows: Segment[]; names: KnownNames }> {
  const rows = await listSegments(db);
  const workflows = await listWorkflowNames(db);
  const names: KnownNames = ({ named, id }) =>
    (named === "segment" ? rows : workflows).find((one) => one.id === id)?.name;
  return { rows, names };
}

/** The segment that the parameter of a path names. */
export function findIn(rows: readonly Segment[], parameter: string | undefined): Segment | undefined {
  const id = readId(parameter);
  return rows.find((row) => row.id === id);
}
