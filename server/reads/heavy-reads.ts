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
import { countPushBrowsers, countRecentEvents } from "#server/store/event-counts.ts";
import { listEventNames } from "#server/store/events.ts";
import { findListed } from "#server/store/listed-people.ts";
import { readLiveCounts } from "#server/store/live-counts.ts";
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
import { countEnteringPage, countSamplePeople, listStartingEvents } from "#server/store/reach.ts";
import { countFilteredRuns, listFilteredRuns, listRuns } from "#server/store/run-lists.ts";
import { readRunPage } from "#server/store/run-page.ts";
import {
  countAttributes,
  listEventProperties,
  listNewestAttributes,
  listNewestLocales,
} from "#server/store/seen-values.ts";
import { readStepFigures } from "#server/store/step-figures.ts";
import { listStepPeople } from "#server/store/step-people.ts";
import { readTimeline } from "#server/store/timeline.ts";
import { readTotals } from "#server/store/totals.ts";
import { listVersions } from "#server/store/versions.ts";
import { listWaiting } from "#server/store/waiting.ts";
import { readWhyFacts } from "#server/store/why-reads.ts";
import { countRuns, listWorkflows } from "#server/store/workflows.ts";

/** Reads that may take longer than the thread which takes events in can spare. */
export const heavyReads = {
  countAttributes,
  countDueBefore,
  countEnteringPage,
  countFilteredRuns,
  countMailBounces,
  countSamplePeople,
  countSent,
  countTextReturns,
  countOneOffPage,
  countPushBrowsers,
  countQuietSince,
  countRecentEvents,
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
  listFilteredRuns,
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
  listStartingEvents,
  listStepPeople,
  listVersions,
  listWaiting,
  listWorkflows,
  readExportPage,
  readExportedWorkflow,
  readHookRhythm,
  readLiveCounts,
  readOneOffResults,
  readOrdersAfterMessages,
  readPersonPage,
  readRunPage,
  readStepFigures,
  readTimeline,
  readTotals,
  readWhyFacts,
  searchReceiptsNaming,
};

export type HeavyReads = typeof heavyReads;
