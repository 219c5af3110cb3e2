import type { Live } from "#server/engine/live.ts";
import type { Reads } from "#server/reads/reads.ts";
import type { Found } from "#server/store/alerts.ts";
import type { Hook } from "#server/store/hooks.ts";
import type { AlertCode } from "#workflows/alert-words.ts";

/** What checks look at. */
export interface CheckContext {
  reads: Reads;
  live: Live;
  now: number;
  /** Since when this process has been looking: what happened before it may have been missed. */
  watchingSince: number;
  /** Every hook that is not removed. */
  hooks: readonly Pick<Hook, "id" | "name" | "createdAt" | "lastReceivedAt" | "offAt">[];
  /** Whether an alert of this kind is open, about this. */
  isOpen: (code: AlertCode, subject: string) => boolean;
  /** How much room the disk with the data has. */
  disk: () => Promise<Disk>;
}

export interface Disk {
  freeBytes: number;
  totalBytes: number;
}

/** Looks for one kind of trouble; answers with all that there is of it now. */
export interface Check {
  code: AlertCode;
  find(context: CheckContext): Promise<Found[]>;
}
