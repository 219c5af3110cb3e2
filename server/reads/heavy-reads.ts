import { readPersonPage } from "#server/exports/person.ts";
import { listExportAddresses, listExportAttributes } from "#server/exports/profile-sheet.ts";
import { readExportPage } from "#server/exports/read-page.ts";
import { readExportedWorkflow } from "#server/exports/workflow-file.ts";
import { listAdmissions } from "#server/store/admission-lists.ts";
import {
  countDueBefore,
  countMailBounces,
  countSent,
  countTextReturns,
  listLateAttempts,
  readHookRhythm,
} from "#server/store/alert-reads.ts";
import { countRows } from "#server/store/database-size.ts";
import { listEventNames } from "#server/store/events.ts";
import { findListed } from "#server/store/listed-people.ts";
import { countSentSince, listMessages } from "#server/store/message-lists.ts";
import { searchReceiptsNaming } from "#server/store/naming-receipts.ts";
import { countOneOffPage, listSuppressedAmong } from "#server/store/one-off-count.ts";
import { readOneOffResults } from "#server/store/one-off-results.ts";
import { listOneOffs } from "#server/store/one-offs.ts";
import { readOrdersAfterMessages } from "#server/store/order-results.ts";
import {
  countQuietSince,
  listAttributeNames,
  listLastEvents,
  listProfiles,
} from "#server/store/profile-lists.ts";
import { listEventsOf, listRunsOf } from "#server/store/profile-records.ts";
import { listRuns } from "#server/store/run-lists.ts";
import {
  countAttributes,
  listEventProperties,
  listNewestAttributes,
  listNewestLocales,
} from "#server/store/seen-values.ts";
import { readStepFigures } from "#server/store/step-figures.ts";
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
  countSent,
  countTextReturns,
  countOneOffPage,
  countQuietSince,
  countRows,
  countRuns,
  countSentSince,
  findListed,
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
  listNewestLocales,
  listOneOffs,
  listProfiles,
  listRuns,
  listRunsOf,
  listSuppressedAmong,
  listWaiting,
  listWorkflows,
  readExportPage,
  readExportedWorkflow,
  readHookRhythm,
  readOneOffResults,
  readOrdersAfterMessages,
  readPersonPage,
  readStepFigures,
  readTimeline,
  readTotals,
  searchReceiptsNaming,
};

export type HeavyReads = typeof heavyReads;
