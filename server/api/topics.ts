import { z } from "zod";
import type { Steps } from "#server/database/database.ts";
import type { Services } from "#server/services.ts";
import { readTopics, writeSetting } from "#server/store/settings.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { newTopicKey, TOPICS_MAX, type Topic, topicWords } from "#workflows/topics.ts";
import { badRequest, notFound, owner, router, viewer } from "./trpc.ts";

const key = z.object({ key: z.string().max(40) });

/** What customers can choose to hear of. Keys never change and topics never go: consents are stored under them. */
export const topicsRouter = router({
  list: viewer.query(({ ctx }) => ({
    topics: ctx.engine.live.settings.topics.map((topic) => ({
      ...topic,
      isDefault: topic.key === DEFAULT_TOPIC,
    })),
  })),

  add: owner.input(topicWords).mutation(async ({ ctx, input }) => {
    const made = await change(ctx, (topics) => {
      if (topics.length >= TOPICS_MAX)
        throw badRequest(`There can be ${TOPICS_MAX} topics, archived ones included`);
      const taken = topics.map((topic) => topic.key);
      return [...topics, { ...input, key: newTopicKey(input.name, taken), archived: false }];
    });
    return { key: made.at(-1)!.key };
  }),

  edit: owner.input(topicWords.extend(key.shape)).mutation(async ({ ctx, input }) => {
    await change(ctx, (topics) => replace(topics, input.key, (topic) => ({ ...topic, ...input })));
    return {};
  }),

  /** One place up or down in the order in which customers see them. */
  move: owner
    .input(key.extend({ by: z.union([z.literal(-1), z.literal(1)]) }))
    .mutation(async ({ ctx, input }) => {
      await change(ctx, (topics) => {
        const from = placeOf(topics, input.key);
        const to = Math.min(Math.max(from + input.by, 0), topics.length - 1);
        return topics.toSpliced(from, 1).toSpliced(to, 0, topics[from]!);
      });
      return {};
    }),

  /** Customers do not see it any more; what they have said about it stays. */
  archive: owner.input(key).mutation(async ({ ctx, input }) => {
    if (input.key === DEFAULT_TOPIC) throw badRequest("This topic speaks for all others, so it stays");
    await change(ctx, (topics) => replace(topics, input.key, (topic) => ({ ...topic, archived: true })));
    return {};
  }),

  restore: owner.input(key).mutation(async ({ ctx, input }) => {
    await change(ctx, (topics) => replace(topics, input.key, (topic) => ({ ...topic, archived: false })));
    return {};
  }),
});

async function change(
  { db, engine }: Pick<Services, "db" | "engine">,
  how: (topics: Topic[]) => Topic[],
): Promise<Topic[]> {
  const changed = await db.transaction(function* (tx): Steps<Topic[]> {
    const topics = how(yield* readTopics(tx));
    yield* writeSetting(tx, "topics", topics);
    return topics;
  });
  await engine.reload();
  return changed;
}

function replace(topics: Topic[], topicKey: string, how: (topic: Topic) => Topic): Topic[] {
  const place = placeOf(topics, topicKey);
  return topics.with(place, how(topics[place]!));
}

function placeOf(topics: Topic[], topicKey: string): number {
  const place = topics.findIndex((topic) => topic.key === topicKey);
  if (place < 0) throw notFound("topic");
  return place;
}
