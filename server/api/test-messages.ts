import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Steps } from "#server/database/database.ts";
import { publicUrl } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import { findMessageWithDeliveries, type MessageSummary } from "#server/store/message-lists.ts";
import { insertMessage, type NewMessage } from "#server/store/messages.ts";
import { createProfile, findProfileByEmail, type Profile } from "#server/store/profiles.ts";
import { type PushSubscription, pushSubscriptionsOf } from "#server/store/push-subscriptions.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { type FilledPhrase, phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { badRequest, notFound, type Person } from "./trpc.ts";

/** How long somebody who sent a test email waits for its outcome on the page. */
const TEST_WAIT_MS = 20_000;
const LOOK_EVERY_MS = 100;

type Context = Pick<Services, "db" | "engine" | "clock" | "env">;

/** The profile under which a colleague receives test messages: the one with their email address. */
export function* ownProfile(person: Pick<Person, "email" | "name">, now: number): Steps<Profile> {
  const email = person.email.toLowerCase();
  const known = yield* findProfileByEmail(email);
  if (known) return known;
  return yield* createProfile({
    email,
    name: person.name,
    attributes: {},
    createdAt: now,
    updatedAt: now,
  });
}

export function findOwnSubscriptions(
  { db }: Pick<Context, "db">,
  person: Person,
): Promise<PushSubscription[]> {
  return db.transaction(function* () {
    const profile = yield* findProfileByEmail(person.email.toLowerCase());
    return profile ? yield* pushSubscriptionsOf(profile.id) : [];
  });
}

/**
 * Sends one transactional email through the outbox, from the sender with this id, "" for the usual one, and tells what
 * became of its first attempt.
 */
export async function sendTestEmail(ctx: Context, to: string, from = "") {
  const now = ctx.clock.now();
  const { identities } = ctx.engine.live.settings.senders;
  if (from !== "" && !identities.some(({ id }) => id === from)) throw notFound("sender");
  const id = await ctx.db.transaction(function* (_tx) {
    const profile = yield* ownProfile({ email: to, name: "" }, now);
    return yield* insertMessage({
      ...outsideWorkflows(profile, now),
      channel: "email",
      endpoint: to,
      content: {
        channel: "email",
        language: "en",
        subject: "A test from {{ shop.name }}",
        preview: "Your emails arrive",
        body: "If you read this in your inbox, emails from Rekindle reach people.",
        buttonLabel: "",
        buttonUrl: "",
        transactional: true,
        topic: DEFAULT_TOPIC,
        from,
      },
    });
  });
  ctx.engine.poke();
  if (ctx.engine.live.settings.sendingOff)
    return { kind: "failed" as const, text: wordReason("message.sending-off") };
  const { messageId, ...outcome } = await testOutcome(ctx, id!, to);
  return outcome;
}

/** What became of the first attempt of a test, in words, and the message to look at. */
export async function testOutcome(ctx: Pick<Context, "db">, messageId: number, to: string | FilledPhrase) {
  const tried = await firstAttempt(ctx, messageId);
  if (!tried)
    return { messageId, kind: "under-way" as const, text: phrase("It is on its way; look under Messages") };
  const { status, captured, channel, reasonCode, reasonValues } = tried;
  if (status === "sent") {
    if (channel === "in-app")
      return {
        messageId,
        kind: "captured" as const,
        text: phrase("It is kept under Messages for you to look at"),
      };
    return captured
      ? {
          messageId,
          kind: "captured" as const,
          text:
            channel === "email"
              ? phrase("No mail server is set up, so it is kept under Messages")
              : phrase("No service for it is set up, so it is kept under Messages"),
        }
      : { messageId, kind: "sent" as const, text: phrase("Sent to {address}", { address: to }) };
  }
  const text = reasonCode
    ? wordReason(reasonCode, reasonValues ?? {})
    : phrase("It was not sent; look under Messages");
  return { messageId, kind: "failed" as const, text };
}

/** The message once it was tried, whatever else there is to send; null when that takes too long. */
async function firstAttempt({ db }: Pick<Context, "db">, id: number): Promise<TestedMessage | null> {
  for (let waitedMs = 0; waitedMs < TEST_WAIT_MS; waitedMs += LOOK_EVERY_MS) {
    const found = await findMessageWithDeliveries(db, id);
    if (!found) return null;
    const { status, reasonCode } = found.message;
    // One that waits for a second try, or because of a rule, says why.
    if (status !== "handed" && (status !== "queued" || reasonCode !== null)) return found.message;
    await setTimeout(LOOK_EVERY_MS);
  }
  return null;
}

type TestedMessage = MessageSummary["message"];

/** Sends a notification to each of the person's browsers. */
export async function sendTestPush(ctx: Context, person: Person): Promise<number[]> {
  const now = ctx.clock.now();
  const ids = await ctx.db.transaction(function* (_tx) {
    const profile = yield* ownProfile(person, now);
    const made: number[] = [];
    for (const { endpoint } of yield* pushSubscriptionsOf(profile.id)) {
      const message = yield* insertMessage({
        ...outsideWorkflows(profile, now),
        channel: "web-push",
        endpoint,
        content: {
          channel: "web-push",
          title: "It works",
          body: "Notifications from {{ shop.name }} reach this browser.",
          url: publicUrl(ctx.env),
          transactional: true,
          topic: DEFAULT_TOPIC,
        },
      });
      if (message !== null) made.push(message);
    }
    return made;
  });
  if (ids.length === 0) throw badRequest("No browser of yours is subscribed yet");
  ctx.engine.poke();
  return ids;
}

function outsideWorkflows(
  profile: Profile,
  now: number,
): Omit<NewMessage, "channel" | "endpoint" | "content"> {
  const key = `test-${randomUUID()}`;
  return {
    key,
    profileId: profile.id,
    workflowId: null,
    runId: null,
    nodeId: null,
    visit: null,
    data: {},
    createdAt: now,
  };
}
