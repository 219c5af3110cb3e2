import type { IncomingMessage, ServerResponse } from "node:http";
import type { Database } from "#server/database/database.ts";
import { answerJson } from "./answer.ts";

/** /healthz: the process lives. /readyz: it can do its work. False when the path is neither. */
export async function handleHealth(
  state: { db: Database; ready: boolean },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (request.url === "/healthz") {
    answerJson(response, 200, { status: "alive" });
    return true;
  }
  if (request.url !== "/readyz") return false;
  const answers = state.ready && (await databaseAnswers(state.db));
  answerJson(response, answers ? 200 : 503, { status: answers ? "ready" : "not ready" });
  return true;
}

async function databaseAnswers(db: Database): Promise<boolean> {
  try {
    await db.query.select({ key: db.tables.settings.key }).from(db.tables.settings).limit(1);
    return true;
  } catch {
    return false;
  }
}
