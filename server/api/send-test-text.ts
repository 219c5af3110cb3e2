import { randomUUID } from "node:crypto";
import type { TextChannel } from "#server/delivery/texting/config.ts";
import type { Services } from "#server/services.ts";
import { insertMessage } from "#server/store/messages.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { wordReason } from "#workflows/reasons.ts";
import { limitTests } from "./test-limit.ts";
import { ownProfile, testOutcome } from "./test-messages.ts";
import { badRequest, type Person } from "./trpc.ts";

type Context = Pick<Services, "db" | "engine" | "clock">;

/** Sends a short message to a number through the outbox, and tells what became of its first attempt. */
export async function sendTestText(
  ctx: Context,
  person: Person,
  { channel, to }: { channel: TextChannel; to: string },
) {
  if (ctx.engine.live.settings.sendingOff) throw badRequest(wordReason("message.sending-off"));
  const now = ctx.clock.now();
  await limitTests(ctx, person, now);
  const id = await ctx.db.transaction(function* (_tx) {
    const { id: profileId } = yield* ownProfile(person, now);
    return yield* insertMessage({
      key: `test-${randomUUID()}`,
      profileId,
      ...{ workflowId: null, runId: null, nodeId: null, visit: null },
      ...{ channel, endpoint: to },
      content: {
        channel,
        body: "If you read this, messages from {{ shop.name }} reach people.",
        transactional: true,
        topic: DEFAULT_TOPIC,
      },
      data: {},
      createdAt: now,
    });
  });
  ctx.engine.poke();
  return await testOutcome(ctx, id!, to);
}
