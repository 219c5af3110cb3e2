import { type FilledPhrase, phrase } from "#workflows/phrase.ts";
import { UnreadableFile } from "./csv-rows.ts";
import { isDiskFull } from "./folder.ts";

export const GONE = phrase("The file is not on this server any more. Upload it again");
export const DISK_FULL = phrase("The server’s disk is full. Make room on it, then go on");
/** What is not the owner's to mend. */
export const FAULT = phrase("Something went wrong on the server; its log says what");

/** What the owner can do something about; null for a fault of ours. */
export function wordFailure(error: unknown): FilledPhrase | null {
  if (error instanceof UnreadableFile) return error.phrase;
  if (isDiskFull(error)) return DISK_FULL;
  return (error as { code?: unknown } | null)?.code === "ENOENT" ? GONE : null;
}
