import { callWebhook } from "./actions/call-webhook.ts";
import { notifyTeam } from "./actions/notify-team.ts";
import { recordEvent } from "./actions/record-event.ts";
import { sendEmail } from "./actions/send-email.ts";
import { sendSms } from "./actions/send-sms.ts";
import { sendWebPush } from "./actions/send-web-push.ts";
import { sendWhatsapp } from "./actions/send-whatsapp.ts";
import { showInApp } from "./actions/show-in-app.ts";
import { updateProfile } from "./actions/update-profile.ts";
import { branch } from "./flow/branch.ts";
import { delay } from "./flow/delay.ts";
import { exit } from "./flow/exit.ts";
import { split } from "./flow/split.ts";
import { untilMoment } from "./flow/until-moment.ts";
import { waitFor } from "./flow/wait-for.ts";
import type { NodeDefinition } from "./node.ts";
import { attributeChanged } from "./triggers/attribute-changed.ts";
import { cartAbandoned } from "./triggers/cart-abandoned.ts";
import { dateAttribute } from "./triggers/date-attribute.ts";
import { event } from "./triggers/event.ts";
import { inactivity } from "./triggers/inactivity.ts";
import { incomingHook } from "./triggers/incoming-hook.ts";
import { manual } from "./triggers/manual.ts";
import { schedule } from "./triggers/schedule.ts";
import { segmentChanged } from "./triggers/segment-changed.ts";
import { signup } from "./triggers/signup.ts";
import { stageChanged } from "./triggers/stage-changed.ts";

/** Every node type, in the order of the palette. */
export const catalogue: readonly NodeDefinition[] = [
  signup,
  cartAbandoned,
  inactivity,
  event,
  attributeChanged,
  dateAttribute,
  segmentChanged,
  stageChanged,
  schedule,
  incomingHook,
  manual,
  sendEmail,
  sendWebPush,
  sendSms,
  sendWhatsapp,
  showInApp,
  callWebhook,
  updateProfile,
  recordEvent,
  notifyTeam,
  delay,
  waitFor,
  branch,
  split,
  exit,
];

/** Steps that Rekindle makes itself, and nobody draws. */
const ownSteps: readonly NodeDefinition[] = [untilMoment];

const byType = new Map([...catalogue, ...ownSteps].map((definition) => [definition.type, definition]));

export function findNode(type: string): NodeDefinition | undefined {
  return byType.get(type);
}
