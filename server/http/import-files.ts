import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { personOf } from "#server/accounts/person.ts";
import { hasRole } from "#server/api/trpc.ts";
import { openRejected } from "#server/imports/rejected-file.ts";
import { PIECE_MAX_BYTES } from "#server/imports/upload-limits.ts";
import type { Services } from "#server/services.ts";
import { answerError, answerJson } from "./answer.ts";
import { readBody } from "./body.ts";

const UPLOAD = /^\/api\/imports\/uploads\/([0-9a-f-]{36})\?offset=(\d{1,12})$/;
const REJECTED = /^\/api\/imports\/(\d{1,12})\/rejected\.csv$/;
/** Before it, so that spreadsheets read the letters right. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * The bytes of imports, which are too many for the app's own calls: the pieces of a file on its way in, and the rows
 * that were rejected on their way out. For editors. False when the path is neither.
 */
export async function handleImportFiles(
  services: Pick<Services, "auth" | "imports">,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = request.url ?? "";
  const upload = UPLOAD.exec(url);
  const rejected = REJECTED.exec(url);
  if (!upload && !rejected) return false;
  const method = upload ? "PUT" : "GET";
  if (request.method !== method) {
    answerError(response, 405, "method", `Send a ${method} request`, { allow: method });
    return true;
  }
  const cookie = request.headers.cookie;
  const person = await personOf(services, new Headers(cookie === undefined ? {} : { cookie }));
  if (!person) answerError(response, 401, "unauthorized", "Please sign in");
  else if (!hasRole(person, "editor")) answerError(response, 403, "forbidden", "Only an editor can do this");
  else if (upload) await takePiece(services, upload[1]!, Number(upload[2]), request, response);
  else if (rejected) await sendRejected(services, Number(rejected[1]), response);
  return true;
}

async function takePiece(
  { imports }: Pick<Services, "imports">,
  uploadId: string,
  offset: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, PIECE_MAX_BYTES);
  if (body.kind === "aborted") return;
  if (body.kind === "too-large") {
    const kilobytes = PIECE_MAX_BYTES / 1024;
    answerError(response, 413, "too-large", `A piece may have ${kilobytes} kB`, { connection: "close" });
    return;
  }
  const written = await imports.uploads.write(uploadId, offset, body.bytes);
  if (written.kind === "written") answerJson(response, 200, { bytes: written.bytes });
  else if (written.kind === "elsewhere") answerJson(response, 409, { bytes: written.bytes });
  else if (written.kind === "unknown")
    answerError(response, 404, "unknown", "There is no such upload any more");
  else if (written.kind === "too-large")
    answerError(response, 413, "too-large", "The file is longer than it was said to be");
  else answerError(response, 507, "disk-full", "The server’s disk is full");
}

async function sendRejected(
  { imports }: Pick<Services, "imports">,
  id: number,
  response: ServerResponse,
): Promise<void> {
  const row = await imports.find(id);
  const isKept = row !== undefined && (await imports.hasRejected(row));
  const rows = isKept && (await openRejected(imports.rejectedFile(id), row.plan.rejectedBytes));
  if (!rows) {
    answerError(response, 404, "unknown", "These rows are not kept any more");
    return;
  }
  response.writeHead(200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="rejected-rows-${id}.csv"`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.write(BYTE_ORDER_MARK);
  // Who hangs up in the middle has what they have.
  await pipeline(rows, response).catch(() => {});
}
