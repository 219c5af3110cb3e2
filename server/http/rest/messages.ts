import { findMessageWithDeliveries } from "#server/store/message-lists.ts";
import { page, pageQuery, shown } from "./common-schemas.ts";
import { writeCursor } from "./cursor.ts";
import { readId } from "./find-profile.ts";
import { message, messageStatus, messageSummary, showMessageSummary } from "./message-schemas.ts";
import { channel } from "./profile-schemas.ts";
import { defineRoute, refuse } from "./route.ts";
import { showReason } from "./run-schemas.ts";
import { withoutPersonalLinks } from "./without-personal-links.ts";

export const listAllMessages = defineRoute({
  id: "listMessages",
  method: "GET",
  path: "/v1/messages",
  group: "Messages",
  summary: "List messages",
  description: "The newest first.",
  scope: "messages:read",
  query: pageQuery().extend({
    status: messageStatus.optional(),
    channel: channel.optional(),
  }),
  answers: { 200: { description: "A page of messages.", schema: page(messageSummary) } },
  async handle({ services, query: { status = null, channel = null, cursor, limit } }) {
    const found = await services.reads.listMessages({ status, channel, cursor: cursor?.[0] ?? null, limit });
    const { sendingOff } = services.engine.live.settings;
    const data = found.messages.map((row) => showMessageSummary(row, sendingOff));
    const nextCursor = found.nextCursor === null ? null : writeCursor(found.nextCursor);
    return { status: 200, body: { data, nextCursor } };
  },
});

export const getMessage = defineRoute({
  id: "getMessage",
  method: "GET",
  path: "/v1/messages/{message}",
  group: "Messages",
  summary: "Read a message",
  description:
    "With what it said, and every attempt to deliver it. Links that act in the customer's name, to unsubscribe, to choose or to confirm, are made useless; links that note clicks are replaced by where they lead.",
  scope: "messages:read",
  params: { message: { description: "The message.", example: 42 } },
  answers: { 200: { description: "The message.", schema: message } },
  refusals: { 404: "There is no such message." },
  async handle({ services, params }) {
    const id = readId(params.message);
    const found = id === null ? null : await findMessageWithDeliveries(services.db, id);
    if (!found) return refuse(404, "unknown-message", "There is no such message");
    const body = {
      ...showMessageSummary(found, services.engine.live.settings.sendingOff),
      rendered: found.rendered && { ...withoutPersonalLinks(found.rendered) },
      deliveries: found.deliveries.map(({ at, attempt, outcome, code, values }) => ({
        at: shown(at),
        attempt,
        outcome,
        reason: code === null ? null : showReason(code, values),
      })),
    };
    return { status: 200, body };
  },
});
