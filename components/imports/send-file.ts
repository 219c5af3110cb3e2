/** What the server answered to a piece of a file that it did not take, in words for the person who sends it. */
export class NotSent extends Error {}

const TRIES_MAX = 5;
const WAIT_MS = 1_500;

type Options = {
  uploadId: string;
  pieceBytes: number;
  signal: AbortSignal;
  onProgress: (bytes: number) => void;
};

/** Sends a file piece by piece; after a break it goes on where the server has got to. Throws `NotSent` with the reason. */
export async function sendFile(
  file: Blob,
  { uploadId, pieceBytes, signal, onProgress }: Options,
): Promise<void> {
  let tries = 0;
  for (let offset = 0; offset < file.size; ) {
    const piece = file.slice(offset, offset + pieceBytes);
    const answer = await put(`/api/imports/uploads/${uploadId}?offset=${offset}`, piece, signal);
    if (answer.kind === "at" && answer.bytes > offset) tries = 0;
    else if (answer.kind === "refused") throw new NotSent(answer.message);
    else if (++tries >= TRIES_MAX) throw new NotSent("The connection to the server broke. Try again");
    else await wait(WAIT_MS, signal);
    if (answer.kind === "at") offset = answer.bytes;
    onProgress(offset);
  }
}

type Answer = { kind: "at"; bytes: number } | { kind: "refused"; message: string } | { kind: "broken" };

async function put(url: string, body: Blob, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(url, { method: "PUT", body, signal });
    const json = (await response.json()) as { bytes?: number; error?: { message: string } };
    if (json.bytes !== undefined) return { kind: "at", bytes: json.bytes };
    return response.status === 503
      ? { kind: "broken" }
      : { kind: "refused", message: json.error?.message ?? "The server did not take the file" };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TypeError || error instanceof SyntaxError) return { kind: "broken" };
    throw error;
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
