import { randomUUID } from "node:crypto";
import { z } from "zod";
import { testKey } from "#server/engine/test-send.ts";
import type { Services } from "#server/services.ts";
import { openCartOf } from "#server/store/carts.ts";
import { insertMessage } from "#server/store/messages.ts";
import { findProfile } from "#server/store/profiles.ts";
import { pushSubscriptionsOf } from "#server/store/push-subscriptions.ts";
import { emailContent, sendEmail } from "#workflows/actions/send-email.ts";
import { sendSms, smsContent } from "#workflows/actions/send-sms.ts";
import { pushContent, sendWebPush } from "#workflows/actions/send-web-push.ts";
import { sendWhatsapp, whatsappContent } from "#workflows/actions/send-whatsapp.ts";
import { inAppContent, showInApp } from "#workflows/actions/show-in-app.ts";
import { compileGraph } from "#workflows/compile.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import type { Reader } from "#workflows/facts.ts";
import { type Graph, graph, nodeId } from "#workflows/graph.ts";
import { hostOf } from "#workflows/host-of.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { type FilledPhrase, phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { RunData } from "#workflows/run.ts";
import { SAMPLE_DATA } from "./email-preview.ts";
import { limitTests } from "./test-limit.ts";
import { ownProfile, testOutcome } from "./test-messages.ts";
import { triggerData } from "./trial/tried-start.ts";
import { badRequest, notFound, type Person } from "./trpc.ts";

const MARK = "[Test]";

export const testInput = z.object({
  /** The workflow as it stands on the canvas. */
  graph,
  nodeId,
  /** Whose data fills the message; null: an invented person's. */
  profileId: z.number().int().nullable(),
  /** The language that an invented person speaks, as a tag; null: the shop's. Others get it in their own. */
  language: z.string().max(40).nullable().default(null),
  /** The number that a text message goes to; "" for other channels. */
  to: z.string().max(50).default(""),
});

type Context = Pick<Services, "db" | "engine" | "clock">;
type TestContent = Exclude<EffectContent, { channel: "webhook" }>;

/**
 * Sends the message of a step, as it stands on the canvas, to whoever asks for it: to their own email address, to their own
 * browsers, or to the number that they name; a message for the shop's pages is kept here. It belongs to no run, counts
 * towards no limit, and nobody is tracked by it.
 */
export async function sendTest(ctx: Context, person: Person, input: z.output<typeof testInput>) {
  const contentFor = contentOf(input.graph, input.nodeId);
  const shopLanguage = ctx.engine.live.settings.shop.language;
  const { channel } = contentFor({ locale: null, shopLanguage });
  const isText = channel === "sms" || channel === "whatsapp";
  const number = isText ? phoneAddress(input.to) : null;
  if (isText && number === null) throw badRequest("Enter a number with its country, like +15551234567");
  if (ctx.engine.live.settings.sendingOff) throw badRequest(wordReason("message.sending-off"));
  const now = ctx.clock.now();
  await limitTests(ctx, person, now);
  const ids = await ctx.db.transaction(function* () {
    const subject = input.profileId === null ? null : yield* findProfile(input.profileId);
    if (subject === undefined) return null;
    const data = dataOf(input.graph, subject && (yield* openCartOf(subject.id)), now);
    const own = yield* ownProfile(person, now);
    const content = contentFor({ locale: subject ? subject.locale : input.language, shopLanguage });
    const address = addressOf(channel, { email: person.email.toLowerCase(), number, profileId: own.id });
    const endpoints = address
      ? [address]
      : (yield* pushSubscriptionsOf(own.id)).map(({ endpoint }) => endpoint);
    const made: number[] = [];
    for (const endpoint of endpoints) {
      const test = { profileId: input.profileId, marketing: !content.transactional };
      const id = yield* insertMessage({
        key: testKey(test, randomUUID()),
        profileId: own.id,
        ...{ workflowId: null, runId: null, nodeId: null, visit: null },
        channel,
        endpoint,
        host: address ? null : hostOf(endpoint),
        // Needed by its receiver: neither consent nor caps are about what colleagues send themselves.
        content: { ...marked(content), transactional: true },
        data,
        createdAt: now,
      });
      if (id !== null) made.push(id);
    }
    return made;
  });
  if (ids === null) throw notFound("profile");
  if (ids.length === 0) throw badRequest("No browser of yours is subscribed yet");
  ctx.engine.poke();
  const to = channel === "email" ? person.email : (number ?? browsers(ids.length));
  const outcomes = await Promise.all(ids.map((id) => testOutcome(ctx, id, to)));
  // What went well in one browser went well; a browser that is gone is told on its message's page.
  const best = ranked.flatMap((kind) => outcomes.find((outcome) => outcome.kind === kind) ?? [])[0]!;
  return best;
}

/** Where a test goes; null for a channel by which somebody is reached in several places. */
function addressOf(
  channel: TestContent["channel"],
  own: { email: string; number: string | null; profileId: number },
): string | null {
  if (channel === "email") return own.email;
  return channel === "in-app" ? `profile-${own.profileId}` : own.number;
}

const ranked = ["sent", "captured", "under-way", "failed"] as const;

/** The message of a step for whoever reads it. */
function contentOf({ nodes }: Graph, nodeId: string): (reader: Reader) => TestContent {
  const node = nodes.find(({ id }) => id === nodeId);
  const unfinished = badRequest("Fill in the step first: its settings have errors");
  if (node?.type === sendEmail.type) {
    const config = sendEmail.config.safeParse(node.config);
    if (!config.success) throw unfinished;
    return (reader) => emailContent(config.data, reader);
  }
  if (node?.type === sendSms.type) {
    const config = sendSms.config.safeParse(node.config);
    if (!config.success) throw unfinished;
    return (reader) => smsContent(config.data, reader);
  }
  if (node?.type === sendWhatsapp.type) {
    const config = sendWhatsapp.config.safeParse(node.config);
    if (!config.success) throw unfinished;
    return (reader) => whatsappContent(config.data, reader);
  }
  if (node?.type === showInApp.type) {
    const config = showInApp.config.safeParse(node.config);
    if (!config.success) throw unfinished;
    return (reader) => inAppContent(config.data, reader);
  }
  if (node?.type !== sendWebPush.type) throw notFound("step");
  const config = sendWebPush.config.safeParse(node.config);
  if (!config.success) throw unfinished;
  return (reader) => pushContent(config.data, reader);
}

/** So that nobody takes it for the real one, nor finds it among real ones later. */
function marked(content: TestContent): TestContent {
  switch (content.channel) {
    case "email":
      return { ...content, subject: `${MARK} ${content.subject}` };
    case "web-push":
    case "in-app":
      return { ...content, title: `${MARK} ${content.title}` };
    default:
      // A template of WhatsApp has its approved words, and no body.
      return content.body === "" ? content : { ...content, body: `${MARK} ${content.body}` };
  }
}

function dataOf(drawn: Graph, cart: Parameters<typeof triggerData>[1] | null, now: number): RunData {
  const compiled = compileGraph(drawn);
  return compiled.trigger ? triggerData(compiled, cart ?? undefined, now) : SAMPLE_DATA;
}

function browsers(count: number): FilledPhrase {
  return count === 1 ? phrase("your browser") : phrase("your {count} browsers", { count });
}
