import type { FileHandle } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { personOf } from "#server/accounts/person.ts";
import { hasRole } from "#server/api/trpc.ts";
import { IMAGE_MAX_BYTES, type ImageExtension, imageType } from "#server/images/image-kind.ts";
import { imagePath, keepImage, openImage } from "#server/images/images.ts";
import { publicUrl } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import { phrase } from "#workflows/phrase.ts";
import { answerError, answerJson } from "./answer.ts";
import { readBody } from "./body.ts";

const UPLOAD = "/api/images";
const IMAGE = /^\/images\/([0-9a-f]{64})\.(png|jpg|gif|webp)$/;
const YEAR_S = 365 * 24 * 3600;
const REFUSED_STATUS: Record<string, number> = { "disk-full": 507, removed: 409 };

/** Whole sentences: whoever reads them in another language has them by their English. */
const TOO_LARGE = phrase("A picture may have 5 MB at most").text;
const FROM_ELSEWHERE = phrase("This was sent from another site").text;

type ImageServices = Pick<Services, "auth" | "clock" | "db" | "env">;

/**
 * Pictures for emails. POST /api/images?name=logo.png with the file's bytes as the body keeps one, for editors; GET
 * /images/… gives one to anybody, since mail programs ask without a sign-in. False when the path is neither.
 */
export async function handleImages(
  services: ImageServices,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const wanted = IMAGE.exec(pathname);
  if (wanted) await serve(services, wanted[1]!, wanted[2] as ImageExtension, request, response);
  else if (pathname === UPLOAD) await take(services, searchParams.get("name") ?? "", request, response);
  else return false;
  return true;
}

async function take(
  services: ImageServices,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST") {
    answerError(response, 405, "method", "Send a POST request", { allow: "POST" });
    return;
  }
  const cookie = request.headers.cookie;
  const person = await personOf(services, new Headers(cookie === undefined ? {} : { cookie }));
  if (!person) return answerError(response, 401, "unauthorized", "Please sign in");
  if (!hasRole(person, "editor"))
    return answerError(response, 403, "forbidden", "Only an editor can do this");
  if (isFromElsewhere(services, request)) return answerError(response, 403, "other-site", FROM_ELSEWHERE);
  const body = await readBody(request, IMAGE_MAX_BYTES);
  if (body.kind === "aborted") return;
  if (body.kind === "too-large") {
    return answerError(response, 413, "too-large", TOO_LARGE, { connection: "close" });
  }
  const place = { db: services.db, clock: services.clock, dataDir: services.env.DATA_DIR };
  const upload = await keepImage(place, body.bytes, name);
  if (upload.kind === "refused")
    return answerError(response, REFUSED_STATUS[upload.code] ?? 415, upload.code, upload.text);
  answerJson(response, upload.isNew ? 201 : 200, { ...upload.image, src: imagePath(upload.image) });
}

async function serve(
  { env }: ImageServices,
  hash: string,
  extension: ImageExtension,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    answerError(response, 405, "method", "Send a GET request", { allow: "GET, HEAD" });
    return;
  }
  const file = await openImage(env.DATA_DIR, hash, extension);
  if (!file) return answerError(response, 404, "unknown", "There is no such picture");
  try {
    await answerFile(file, hash, extension, request, response);
  } finally {
    await file.close();
  }
}

/** Piece by piece: thousands of mail programs ask for a picture at once. */
async function answerFile(
  file: FileHandle,
  hash: string,
  extension: ImageExtension,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const etag = `"${hash}"`;
  const headers = {
    "content-type": imageType(extension),
    // The address holds the hash of the bytes, so what is behind it never changes.
    "cache-control": `public, max-age=${YEAR_S}, immutable`,
    etag,
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
  };
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  const { size } = await file.stat();
  response.writeHead(200, { ...headers, "content-length": size });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  try {
    await pipeline(file.createReadStream({ end: size - 1, autoClose: false }), response);
  } catch (error) {
    // Whoever asked has gone.
    if ((error as { code?: unknown }).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

/** Browsers say where a request comes from; a program that signs in with a cookie need not. */
function isFromElsewhere({ env }: ImageServices, { headers }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  if (headers.origin === undefined) return false;
  const origin = URL.parse(headers.origin);
  return (
    origin === null || (origin.host !== headers.host && origin.origin !== new URL(publicUrl(env)).origin)
  );
}
