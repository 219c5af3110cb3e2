import { type StoredSegment, storeSegment } from "#server/api/save-segment.ts";
import { usersOfSegment } from "#server/api/segment-users.ts";
import { archiveSegment } from "#server/store/segments.ts";
import type { Condition } from "#workflows/condition.ts";
import { phraseOfIssue } from "#workflows/form-issue.ts";
import { word } from "#workflows/phrase.ts";
import { segmentRule } from "#workflows/segment-rule.ts";
import { defineRoute, type Refusal, type RestServices, refuse } from "./route.ts";
import { changedSegment, newSegment, segment, segmentExample, showSegment } from "./segment-schemas.ts";
import { findIn, readSegments, segmentParameter, unknownSegment, unknownSegmentDocs } from "./segments.ts";

const BODY_MAX_BYTES = 200 * 1024;

const common = { group: "Segments" as const, scope: "segments:write" as const };
const takenDocs = { 409: "Another segment has this name." };

export const createSegment = defineRoute({
  ...common,
  id: "createSegment",
  method: "POST",
  path: "/v1/segments",
  summary: "Make a segment",
  description: "It fills in the background: until everybody has been looked at, its state is `building`.",
  body: { schema: newSegment, maxBytes: BODY_MAX_BYTES, example: segmentExample },
  answers: { 201: { description: "The segment.", schema: segment } },
  refusals: takenDocs,
  async handle({ services, body: { rule: given, ...words } }) {
    const rule = readRule(given);
    if ("refused" in rule) return rule;
    const saved = await storeSegment(services, { id: null, ...words, rule: rule.rule });
    if (saved.kind !== "saved") return refusalOf(saved);
    const body = await readShown(services, saved.id);
    return body ? { status: 201, body } : unknownSegment;
  },
});

export const changeSegment = defineRoute({
  ...common,
  id: "changeSegment",
  method: "PATCH",
  path: "/v1/segments/{segment}",
  summary: "Change a segment",
  description: "What is left out stays. With another rule, everybody is looked at anew.",
  params: segmentParameter,
  body: { schema: changedSegment, maxBytes: BODY_MAX_BYTES, example: { name: "Regulars" } },
  answers: { 200: { description: "The segment.", schema: segment } },
  refusals: { ...unknownSegmentDocs, ...takenDocs },
  async handle({ services, params, body: { rule: given, ...words } }) {
    const { rows } = await readSegments(services);
    const row = findIn(rows, params.segment);
    if (!row) return unknownSegment;
    const rule = given === undefined ? { rule: row.rule } : readRule(given);
    if ("refused" in rule) return rule;
    const saved = await storeSegment(services, { id: row.id, ...words, rule: rule.rule });
    if (saved.kind !== "saved") return refusalOf(saved);
    const body = await readShown(services, saved.id);
    return body ? { status: 200, body } : unknownSegment;
  },
});

export const removeSegment = defineRoute({
  ...common,
  id: "removeSegment",
  method: "DELETE",
  path: "/v1/segments/{segment}",
  summary: "Remove a segment",
  description: "Nobody is in it any more. The customers stay.",
  params: segmentParameter,
  answers: { 204: { description: "It was removed.", schema: null } },
  refusals: { ...unknownSegmentDocs, 409: "A workflow, a message or another segment uses it." },
  async handle({ services, params }) {
    const { db, clock, engine } = services;
    const row = findIn((await readSegments(services)).rows, params.segment);
    if (!row) return unknownSegment;
    const users = await usersOfSegment(services, row.id);
    if (users.length > 0) {
      const details = users.map(({ kind, id, name }) => ({ path: `${kind} ${id}`, message: name }));
      return refuse(409, "in-use", "The segment is used", details);
    }
    await db.transaction((tx) => archiveSegment(tx, row.id, clock.now()));
    await engine.reload();
    return { status: 204, body: null };
  },
});

function readRule(given: unknown): { rule: Condition } | Refusal {
  const parsed = segmentRule.safeParse(given);
  if (parsed.success) return { rule: parsed.data };
  const details = parsed.error.issues.map((issue) => ({
    path: ["rule", ...issue.path].join("."),
    message: word(phraseOfIssue(issue)),
  }));
  return refuse(400, "invalid", "The rule cannot be used", details);
}

function refusalOf(saved: Exclude<StoredSegment, { kind: "saved" }>): Refusal {
  if (saved.kind === "missing") return unknownSegment;
  if (saved.kind === "name-taken") return refuse(409, "name-taken", "Another segment has this name");
  return refuse(400, "invalid", word(saved.reason));
}

async function readShown(services: RestServices, id: number) {
  const { rows, names } = await readSegments(services);
  const row = rows.find((one) => one.id === id);
  return row && showSegment(row, names);
}
