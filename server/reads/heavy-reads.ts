import { readActive } from "#server/analytics/active.ts";
import { readChurn } from "#server/analytics/churn.ts";
import { readClv } from "#server/analytics/clv.ts";
import { readCohorts } from "#server/analytics/cohorts.ts";
import { readFunnel } from "#server/analytics/funnel.ts";
import { readGaps } from "#server/analytics/gaps.ts";
import { readLifecycle } from "#server/analytics/lifecycle.ts";
import { peopleBehind } from "#server/analytics/people-behind.ts";
import { readRepeat } from "#server/analytics/repeat.ts";
import { readRevenue } from "#server/analytics/revenue.ts";
import { readRfm } from "#server/analytics/rfm.ts";
import { readPersonPage } from "#server/exports/person.ts";
import { listExportAddresses, listExportAttributes } from "#server/exports/profile-sheet.ts";
import { readExportPage } from "#server/exports/read-page.ts";
import { readSegmentFilePage } from "#server/exports/segment-file.ts";
import { readExportedWorkflow } from "#server/exports/workflow-file.ts";
import { listWeekPeople, readWeek } from "#server/results/week.ts";
import { readWorkflowResults } from "#server/results/workflow-results.ts";
import { countSegment, listSegmentPage, sampleSegment } from "#server/segments/count.ts";
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
import { countFilteredProfiles, listFilteredProfiles } from "#server/store/filtered-profiles.ts";
import {
  countStages,
  listStagePeople,
  readBuyingCycle,
  readStagesUnder,
} from "#server/store/lifecycle-reads.ts";
import { listLikelyProfiles } from "#server/store/likely-profiles.ts";
import { findListed } from "#server/store/listed-people.ts";
import { readLiveCounts } from "#server/store/live-counts.ts";
import { countSentSince, listMessages } from "#server/store/message-lists.ts";
import { searchReceiptsNaming } from "#server/store/naming-receipts.ts";
import { countOneOffPage, listSuppressedAmong } from "#server/store/one-off-count.ts";
import { readOneOffResults } from "#server/store/one-off-results.ts";
import { listOneOffs } from "#server/store/one-offs.ts";
import { readOrdersAfterMessages } from "#server/store/order-results.ts";
import { countQuietSince, listAttributeNames, listLastEvents } from "#server/store/profile-lists.ts";
import { listProfiles } from "#server/store/profile-page.ts";
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
import {
  countSegmentChanges,
  readSegmentChanges,
  searchSegmentMembers,
} from "#server/store/segment-lists.ts";
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
  countFilteredProfiles,
  countFilteredRuns,
  countMailBounces,
  countSamplePeople,
  countSegment,
  countSent,
  countTextReturns,
  countOneOffPage,
  countPushBrowsers,
  countQuietSince,
  countRecentEvents,
  countRows,
  countRuns,
  countSegmentChanges,
  countSentSince,
  countStages,
  findListed,
  listAdmissions,
  listAttributeNames,
  listEventNames,
  listEventProperties,
  listEventsOf,
  listExportAddresses,
  listExportAttributes,
  listFilteredProfiles,
  listFilteredRuns,
  listLastEvents,
  listLateAttempts,
  listLikelyProfiles,
  listMessages,
  listNewestAttributes,
  listNewestLocales,
  listOneOffs,
  listProfiles,
  listRuns,
  listRunsOf,
  listSegmentPage,
  listSuppressedAmong,
  listStartingEvents,
  listStagePeople,
  listStepPeople,
  listVersions,
  listWaiting,
  listWeekPeople,
  listWorkflows,
  readBuyingCycle,
  readExportPage,
  readExportedWorkflow,
  readHookRhythm,
  readLiveCounts,
  readOneOffResults,
  readOrdersAfterMessages,
  readPersonPage,
  readRunPage,
  readSegmentChanges,
  readSegmentFilePage,
  readStagesUnder,
  readStepFigures,
  readTimeline,
  readTotals,
  readWeek,
  readWhyFacts,
  readWorkflowResults,
  sampleSegment,
  searchReceiptsNaming,
  searchSegmentMembers,
  readActive,
  readChurn,
  readClv,
  readCohorts,
  readFunnel,
  readGaps,
  readLifecycle,
  peopleBehind,
  readRepeat,
  readRevenue,
  readRfm,
};

export type HeavyReads = typeof heavyReads;
