import { readPersonPage } from "#server/exports/person.ts";
import { listExportAddresses, listExportAttributes } from "#server/exports/profile-sheet.ts";
import { readExportPage } from "#server/exports/read-page.ts";
import { readExportedWorkflow } from "#server/exports/workflow-file.ts";
import { listAdmissions } from "#server/store/admission-lists.ts";
import {
  countDueBefore,
  countMailBounces,
  countMailSent,
  listLateAttempts,
  readHookRhythm,
} from "#server/store/alert-reads.ts";
import { countRows } from "#server/store/database-size.ts";
import { listEventNames } from "#server/store/events.ts";
import { countSentSince, listMessages } from "#server/store/message-lists.ts";
import { searchReceiptsNaming } from "#server/store/naming-receipts.ts";
import { readOrdersAfterMessages } from "#server/store/order-results.ts";
import {
  countQuietSince,
  listAttributeNames,
  listLastEvents,
  listProfiles,
} from "#server/store/profile-lists.ts";
import { listEventsOf, listRunsOf } from "#server/store/profile-records.ts";
import { listRuns } from "#server/store/run-lists.ts";
import { countAttributes, listEventProperties, listNewestAttributes } from "#server/store/seen-values.ts";
import { readTimeline } from "#server/store/timeline.ts";
import { readTotals } from "#server/store/totals.ts";
import { listWaiting } from "#server/store/waiting.ts";
import { countByNode, countRuns, listWorkflows } from "#server/store/workflows.ts";

/** Reads that may take longer than the thread which takes events in can spare. */
export const heavyReads = {
  countAttributes,
  countByNode,
  countDueBefore,
  countMailBounces,
  countMailSent,
  countQuietSince,
  countRows,
  countRuns,
  countSentSince,
  listAdmissions,
  listAttributeNames,
  listEventNames,
  listEventProperties,
  listEventsOf,
  listExportAddresses,
  listExportAttributes,
  listLastEvents,
  listLateAttempts,
  listMessages,
  listNewestAttributes,
  listProfiles,
  listRuns,
  listRunsOf,
  listWaiting,
  listWorkflows,
  readExportPage,
  readExportedWorkflow,
  readHookRhythm,
  readOrdersAfterMessages,
  readPersonPage,
  readTimeline,
  readTotals,
  searchReceiptsNaming,
};

export type HeavyReads = typeof heavyReads;
