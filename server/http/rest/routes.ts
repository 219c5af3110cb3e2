import { allowAddress } from "./allow-address.ts";
import { changeProfile, putProfile } from "./change-profile.ts";
import { eraseOneProfile } from "./erase-profile.ts";
import { getMessage, listAllMessages } from "./messages.ts";
import { listProfileEvents, listProfileMessages, listProfileRuns } from "./profile-lists.ts";
import { getProfile, searchProfiles } from "./profiles.ts";
import type { Route } from "./route.ts";
import { getRun } from "./runs.ts";
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
  listAllWorkflows,
  getWorkflow,
  listWorkflowRuns,
  startWorkflow,
  getRun,
  listAllMessages,
  getMessage,
  sendMessage,
];
