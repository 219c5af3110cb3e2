import type { IncomingMessage, ServerResponse } from "node:http";
import { asc, eq } from "drizzle-orm";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { EntryResult } from "#server/engine/entry.ts";
import { findWorkflow } from "#server/store/workflows.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph } from "#workflows/graph.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { RunData } from "#workflows/run.ts";
import { answerError, answerJson } from "./answer.ts";
import type { ApiKeys } from "./api-keys.ts";
import { readBody } from "./body.ts";
import { readKey } from "./events.ts";
import { parseJsonObject } from "./hooks-body.ts";
import {
  parseStart,
  START_DATA_MAX_BYTES,
  type StartPerson,
  type StartRequest,
} from "./start-workflow-request.ts";

/** The data and what stands around it. */
export const START_BODY_MAX_BYTES = START_DATA_MAX_BYTES + 4 * 1024;
const PATH = /^\/v1\/workflows\/([^/?]+)\/runs(?:\?.*)?$/;
const WORKFLOW_ID = /^[1-9]\d{0,14}$/;

export interface StartServices {
  clock: Clock;
  db: Database;
  apiKeys: ApiKeys;
  /** Resolves once the run is durable; a second start under the same message id does nothing. */
  startByHand(
    workflowId: number,
    profileId: number,
    start: { messageId: string | null; data: RunData },
  ): Promise<EntryResult | { kind: "duplicate" } | null>;
}

/** The door at which a program starts a run of a workflow for one customer. False when the path is not its own. */
export async function handleStartWorkflow(
  services: StartServices,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const id = PATH.exec(request.url ?? "")?.[1];
  if (id === undefined) return false;
  if (request.method !== "POST") {
    answerError(response, 405, "method", "Send a POST request", { allow: "POST" });
    return true;
  }
  const body = await readBody(request, START_BODY_MAX_BYTES);
  if (body.kind === "aborted") return true;
  if (body.kind === "too-large") {
    const message = `The body is larger than ${START_BODY_MAX_BYTES / 1024} kB`;
    answerError(response, 413, "too-large", message, { connection: "close" });
    return true;
  }
  const json = parseJsonObject(body.bytes);
  const sent = json.kind === "ok" ? json.value : {};
  if (!services.apiKeys.allows(readKey(request, sent), "workflows:start", services.clock.now())) {
    answerError(response, 401, "unauthorized", "The API key is missing, wrong or revoked", {
      "www-authenticate": "Basic",
    });
    return true;
  }
  const parsed = json.kind === "ok" ? parseStart(sent) : json;
  if (parsed.kind === "refused") answerError(response, 400, "invalid", parsed.message);
  else await start(services, WORKFLOW_ID.test(id) ? Number(id) : null, parsed.start, response);
  return true;
}

async function start(
  services: StartServices,
  workflowId: number | null,
  { person, data, messageId }: StartRequest,
  response: ServerResponse,
): Promise<void> {
  const found = workflowId === null ? undefined : await findWorkflow(services.db, workflowId);
  if (!found) return answerError(response, 404, "unknown-workflow", "There is no such workflow");
  const { workflow, live } = found;
  if (workflow.status !== "live" || !live)
    return answerError(response, 409, "not-live", "The workflow is not switched on");
  if (!isStartedByHand(live.graph))
    return answerError(response, 409, "not-by-hand", "The workflow is not one that is started by hand");
  const profileId = await findPerson(services.db, person);
  if (profileId === undefined)
    return answerError(response, 404, "unknown-profile", "There is no such customer");

  const result = await services.startByHand(workflow.id, profileId, { messageId, data: { event: data } });
  // Switched off, or the profile erased, since it was looked up.
  if (!result) return answerError(response, 409, "not-live", "The workflow is not switched on");
  if (result.kind === "duplicate") return answerJson(response, 200, { started: false, duplicate: true });
  if (result.kind === "started") return answerJson(response, 201, { started: true, runId: result.runId });
  const { code, values } = result.reason;
  answerJson(response, 200, { started: false, code, reason: wordReason(code, values) });
}

function isStartedByHand(graph: Graph): boolean {
  return graph.nodes.some(({ type }) => {
    const definition = findNode(type);
    return definition?.kind === "trigger" && definition.manual === true;
  });
}

/** Of several profiles with one address, the oldest, as for events. */
async function findPerson({ query, tables }: Database, person: StartPerson): Promise<number | undefined> {
  const { profiles } = tables;
  const named =
    "userId" in person ? eq(profiles.externalId, person.userId) : eq(profiles.email, person.email);
  const [found] = await query
    .select({ id: profiles.id })
    .from(profiles)
    .where(named)
    .orderBy(asc(profiles.id))
    .limit(1);
  return found?.id;
}
