import { countQuietSince, listLastEvents, listProfiles } from "#server/store/profile-lists.ts";
import { countByNode, countRuns } from "#server/store/workflows.ts";

/** Reads that may take longer than the thread which takes events in can spare. */
export const heavyReads = { countByNode, countRuns, countQuietSince, listLastEvents, listProfiles };

export type HeavyReads = typeof heavyReads;
