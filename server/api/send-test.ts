import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type AttemptLimit, countAttempt } from "#server/accounts/attempts.ts";
import { testKey } from "#server/engine/test-send.ts";
import type { Services } from "#server/services.ts";
import { openCartOf } from "#server/store/carts.ts";
import { insertMessage } from "#server/store/messages.ts";
import { findProfile } from "#server/store/profiles.ts";
import { pushSubscriptionsOf } from "#server/store/push-subscriptions.ts";
import { emailContent, sendEmail } from "#workflows/actions/send-email.ts";
import { sendWebPush } from "#workflows/actions/send-web-push.ts";
import { compileGraph } from "#workflows/compile.ts";
import { type Graph, graph } from "#workflows/graph.ts";
import { hostOf } from "#workflows/host-of.ts";
import type { EffectContent } from "#workflows/node.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { RunData } from "#workflows/run.ts";
import { SAMPLE_DATA } from "./email-preview.ts";
import { triggerData } from "./simulate-run.ts";
import { ownProfile, testOutcome } from "./test-messages.ts";
import { badRequest, notFound, type Person } from "./trpc.ts";

/** Tests by one person, so that nobody fills the line of what is to be sent. */
const TESTS: AttemptLimit = { max: 20, windowMs: 10 * 60_000 };
const MARK = "[Test]";

export const testInput = z.object({
  /** The workflow as it stands on the canvas. */
  graph,
  nodeId: z.string().max(64),
  /** Whose data fills the message; null: an invented person's. */
  profileId: z.number().int().nullable(),
});

type Context = Pick<Services, "db" | "engine" | "clock">;
type TestContent = Exclude<EffectContent, { channel: "webhook" }>;

/**
 * Sends the message of a step, as it stands on the canvas, to whoever asks for it: to their own email address, or to
 * their own browsers. It belongs to no run, counts towards no limit, and nobody is tracked by it.
 */
export async function sendTest(ctx: Context, person: Person, input: z.output<typeof testInput>) {
  const content = contentOf(input.graph, input.nodeId);
  if (ctx.engine.live.settings.sendingOff) throw badRequest(wordReason("message.sending-off"));
  const now = ctx.clock.now();
  const { waitMs } = await countAttempt(ctx.db, `test-message:${person.id}`, TESTS, now);
  if (waitMs > 0)
    throw badRequest(`You have sent many tests. Try again in ${Math.ceil(waitMs / 60_000)} minutes`);
  const ids = await ctx.db.transaction(function* () {
    const subject = input.profileId === null ? null : yield* findProfile(input.profileId);
    if (subject === undefined) return null;
    const data = dataOf(input.graph, subject && (yield* openCartOf(subject.id)), now);
    const own = yield* ownProfile(person, now);
    const endpoints =
      content.channel === "email"
        ? [person.email.toLowerCase()]
        : (yield* pushSubscriptionsOf(own.id)).map(({ endpoint }) => endpoint);
    const made: number[] = [];
    for (const endpoint of endpoints) {
      const test = { profileId: input.profileId, marketing: !content.transactional };
      const id = yield* insertMessage({
        key: testKey(test, randomUUID()),
        profileId: own.id,
        ...{ workflowId: null, runId: null, nodeId: null, visit: null },
        channel: content.channel,
        endpoint,
        host: content.channel === "email" ? null : hostOf(endpoint),
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
  const to = content.channel === "email" ? person.email : browsers(ids.length);
  const outcomes = await Promise.all(ids.map((id) => testOutcome(ctx, id, to)));
  // What went well in one browser went well; a browser that is gone is told on its message's page.
  const best = ranked.flatMap((kind) => outcomes.find((outcome) => outcome.kind === kind) ?? [])[0]!;
  return best;
}

const ranked = ["sent", "captured", "under-way", "failed"] as const;

function contentOf({ nodes }: Graph, nodeId: string): TestContent {
  const node = nodes.find(({ id }) => id === nodeId);
  const unfinished = badRequest("Fill in the step first: its settings have errors");
  if (node?.type === sendEmail.type) {
    const config = sendEmail.config.safeParse(node.config);
    if (!config.success) throw unfinished;
    return emailContent(config.data);
  }
  if (node?.type !== sendWebPush.type) throw notFound("step");
  const config = sendWebPush.config.safeParse(node.config);
  if (!config.success) throw unfinished;
  return { channel: "web-push", ...config.data };
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
      return { ...content, body: `${MARK} ${content.body}` };
  }
}

function dataOf(drawn: Graph, cart: Parameters<typeof triggerData>[1] | null, now: number): RunData {
  const compiled = compileGraph(drawn);
  return compiled.trigger ? triggerData(compiled, cart ?? undefined, now) : SAMPLE_DATA;
}

function browsers(count: number): string {
  return count === 1 ? "your browser" : `your ${count} browsers`;
}
