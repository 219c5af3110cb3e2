import { allowAddress } from "./allow-address.ts";
import { changeProfile, putProfile } from "./change-profile.ts";
import { changeSegment, createSegment, removeSegment } from "./change-segment.ts";
import { eraseOneProfile } from "./erase-profile.ts";
import { getMessage, listAllMessages } from "./messages.ts";
import { listProfileEvents, listProfileMessages, listProfileRuns } from "./profile-lists.ts";
import { getProfile, searchProfiles } from "./profiles.ts";
import type { Route } from "./route.ts";
import { getRun } from "./runs.ts";
import { getSegment, listAllSegments, listSegmentMembers } from "./segments.ts";
import { sendMessage } from "./send-message.ts";
import { startWorkflow } from "./start-workflow.ts";
import { getWorkflow, listAllWorkflows, listWorkflowRuns } from "./workflows.ts";

/** Every route of the API, in the order in which the document lists them. */
export const routes: readonly Route[] = [
  searchProfiles,
  getProfile,
  putProfile,
  changeProfile,
  allowAddress,
  eraseOneProfile,
  listProfileEvents,
  listProfileRuns,
  listProfileMessages,
  listAllSegments,
  getSegment,
  listSegmentMembers,
  createSegment,
  changeSegment,
  removeSegment,
  listAllWorkflows,
  getWorkflow,
  listWorkflowRuns,
  startWorkflow,
  getRun,
  listAllMessages,
  getMessage,
  sendMessage,
];
