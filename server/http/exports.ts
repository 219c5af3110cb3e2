import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { personOf } from "#server/accounts/person.ts";
import { hasRole } from "#server/api/trpc.ts";
import type { Format } from "#server/exports/format.ts";
import { openSegmentFile } from "#server/exports/segment-file.ts";
import { isSheetName } from "#server/exports/sheets.ts";
import { writeWorkflows } from "#server/exports/workflow-file.ts";
import { writeFile } from "#server/exports/write-file.ts";
import { openPersonFile } from "#server/exports/write-person.ts";
import type { Services } from "#server/services.ts";
import { answerError } from "./answer.ts";

const FILE = /^\/exports\/([a-z0-9-]{1,30})\.(csv|jsonl|json)$/;
const PERSON = /^profile-(\d{1,12})$/;
const SEGMENT = /^segment-(\d{1,12})$/;
const CONTENT_TYPES = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
  json: "application/json; charset=utf-8",
};

type ExportServices = Pick<Services, "auth" | "clock" | "db" | "keys" | "log" | "reads">;

/** More do not fit into an address. */
const IDS_MAX = 200;

/**
 * The files in which the data leaves the house, for editors: /exports/profiles.csv, /exports/events.jsonl,
 * /exports/workflows.json, /exports/profile-7.json, /exports/segment-3.csv and so on. HEAD tells whether one may be fetched. False when the
 * path is none of theirs.
 */
export async function handleExports(
  services: ExportServices,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const path = request.url?.split("?", 1)[0] ?? "";
  if (!path.startsWith("/exports/")) return false;
  if (request.method !== "GET" && request.method !== "HEAD") {
    answerError(response, 405, "method", "Send a GET request", { allow: "GET, HEAD" });
    return true;
  }
  const cookie = request.headers.cookie;
  const person = await personOf(services, new Headers(cookie === undefined ? {} : { cookie }));
  if (!person) answerError(response, 401, "unauthorized", "Please sign in");
  else if (!hasRole(person, "editor")) answerError(response, 403, "forbidden", "Only an editor can do this");
  else await answerFile(services, path, request, response);
  return true;
}

async function answerFile(
  services: ExportServices,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = await openFile(services, path, readIds(request.url));
  if (!file) {
    answerError(response, 404, "unknown", "There is no such file");
    return;
  }
  const day = new Date(services.clock.now()).toISOString().slice(0, 10);
  response.writeHead(200, {
    "content-type": CONTENT_TYPES[file.extension],
    "content-disposition": `attachment; filename="rekindle-${file.name}-${day}.${file.extension}"`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  try {
    await pipeline(Readable.from(file.pieces, { objectMode: true, highWaterMark: 1 }), response);
  } catch (error) {
    // Who hangs up in the middle has what they have; anything else breaks the connection, so that half a file is seen
    // to be one.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE")
      services.log.error({ err: error, file: file.name }, "an export broke off");
  }
}

interface ExportFile {
  name: string;
  extension: keyof typeof CONTENT_TYPES;
  pieces: AsyncGenerator<string>;
}

/** Of whom the file of profiles is to be, where it is not to be of everybody. */
function readIds(url = ""): number[] | undefined {
  const asked = new URLSearchParams(url.split("?", 2)[1] ?? "").get("ids");
  if (asked === null) return undefined;
  return asked.split(",").map(Number).filter(Number.isSafeInteger).slice(0, IDS_MAX);
}

async function openFile(
  services: ExportServices,
  path: string,
  ids: number[] | undefined,
): Promise<ExportFile | null> {
  const found = FILE.exec(path);
  const name = found?.[1] ?? "";
  const extension = found?.[2] as ExportFile["extension"] | undefined;
  if (extension === "json") {
    if (name === "workflows") return { name, extension, pieces: writeWorkflows(services) };
    const id = PERSON.exec(name)?.[1];
    const pieces = id === undefined ? null : await openPersonFile(services, Number(id), services.clock.now());
    return pieces && { name, extension, pieces };
  }
  const segment = SEGMENT.exec(name)?.[1];
  if (segment !== undefined && extension === "csv") {
    const pieces = await openSegmentFile(services, Number(segment));
    return pieces && { name, extension, pieces };
  }
  if (!extension || !isSheetName(name)) return null;
  const format: Format = extension;
  return {
    name,
    extension,
    pieces: writeFile(services, name, format, name === "profiles" ? ids : undefined),
  };
}
