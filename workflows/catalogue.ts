import { callWebhook } from "./actions/call-webhook.ts";
import { sendEmail } from "./actions/send-email.ts";
import { sendWebPush } from "./actions/send-web-push.ts";
import { branch } from "./flow/branch.ts";
import { delay } from "./flow/delay.ts";
import { exit } from "./flow/exit.ts";
import type { NodeDefinition } from "./node.ts";
import { cartAbandoned } from "./triggers/cart-abandoned.ts";
import { event } from "./triggers/event.ts";
import { inactivity } from "./triggers/inactivity.ts";
import { signup } from "./triggers/signup.ts";

/** Every node type, in the order of the palette. */
export const catalogue: readonly NodeDefinition[] = [
  signup,
  cartAbandoned,
  inactivity,
  event,
  sendEmail,
  sendWebPush,
  callWebhook,
  delay,
  branch,
  exit,
];

const byType = new Map(catalogue.map((definition) => [definition.type, definition]));

export function findNode(type: string): NodeDefinition | undefined {
  return byType.get(type);
}
