import { BROKEN, keepTrying, type Patience } from "./keep-trying.ts";

/**
 * What the server answered to a piece of a file that it did not take, in words for the person who sends it; without a
 * message when it did not say why.
 */
export class NotSent extends Error {
  /** The server still has what was sent, so that it can go on later. */
  readonly canGoOn: boolean;

  constructor(message: string | null, canGoOn: boolean) {
    super(message ?? "");
    this.canGoOn = canGoOn;
  }
}

interface Options extends Patience {
  uploadId: string;
  pieceBytes: number;
  onProgress: (bytes: number) => void;
  /** Where the server is, when not where the page is from. */
  origin?: string;
}

/**
 * Sends a file piece by piece, from where the server has got to. While the connection is broken it keeps trying. Throws
 * `NotSent` with the reason when the server refuses.
 */
export async function sendFile(
  file: Blob,
  { uploadId, pieceBytes, onProgress, origin = "", ...patience }: Options,
): Promise<void> {
  for (let offset = 0; offset < file.size; ) {
    const piece = file.slice(offset, offset + pieceBytes);
    const from = offset;
    offset = await keepTrying(async () => {
      const url = `${origin}/api/imports/uploads/${uploadId}?offset=${from}`;
      const bytes = await put(url, piece, patience.signal);
      // The piece before may still be on its way to the disk.
      return bytes === from ? BROKEN : bytes;
    }, patience);
    onProgress(offset);
  }
}

/** How much of the file the server has then. */
async function put(url: string, body: Blob, signal: AbortSignal): Promise<number | typeof BROKEN> {
  try {
    const response = await fetch(url, { method: "PUT", body, signal });
    const json = (await response.json()) as { bytes?: number; error?: { message: string } };
    if (json.bytes !== undefined) return json.bytes;
    const { status } = response;
    if (status === 502 || status === 503 || status === 504) return BROKEN;
    throw new NotSent(json.error?.message ?? null, status === 401 || status === 403 || status >= 500);
  } catch (error) {
    signal.throwIfAborted();
    // No connection, or an answer that is not the server's own.
    if (error instanceof TypeError || error instanceof SyntaxError) return BROKEN;
    throw error;
  }
}
