import { z } from "zod";
import type { Steps } from "#server/database/database.ts";
import type { Services } from "#server/services.ts";
import { graphsInUse } from "#server/store/graphs-in-use.ts";
import { readTopics, writeSetting } from "#server/store/settings.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { compileGraph } from "#workflows/compile.ts";
import { phrase } from "#workflows/phrase.ts";
import { newTopicKey, TOPICS_MAX, type Topic, topicWords } from "#workflows/topics.ts";
import { topicsIn } from "#workflows/topics-in-use.ts";
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
        throw badRequest(phrase("There can be {max} topics, archived ones included", { max: TOPICS_MAX }));
      const taken = topics.map((topic) => topic.key);
      return [...topics, { ...input, key: newTopicKey(input.name, taken), archived: false }];
    });
    return { key: made.at(-1)!.key };
  }),

  edit: owner.input(z.object({ ...topicWords.shape, ...key.shape })).mutation(async ({ ctx, input }) => {
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

  /**
   * Nothing new is published about it, and what people have said about it stays. Workflows that still write about it go
   * on, so they are named first, unless it is to be done `anyway`; customers keep its switch for as long.
   */
  archive: owner
    .input(key.extend({ anyway: z.boolean().default(false) }))
    .mutation(async ({ ctx, input }): Promise<Archiving> => {
      if (input.key === DEFAULT_TOPIC) throw badRequest("This topic speaks for all others, so it stays");
      const usedBy = await workflowsAbout(ctx, input.key);
      if (usedBy.length > 0 && !input.anyway) return { kind: "used", usedBy };
      await change(ctx, (topics) => replace(topics, input.key, (topic) => ({ ...topic, archived: true })));
      return { kind: "archived" };
    }),

  restore: owner.input(key).mutation(async ({ ctx, input }) => {
    await change(ctx, (topics) => replace(topics, input.key, (topic) => ({ ...topic, archived: false })));
    return {};
  }),
});

type Archiving = { kind: "archived" } | { kind: "used"; usedBy: { id: number; name: string }[] };

/** The workflows whose messages may still be about a topic. */
async function workflowsAbout({ db }: Pick<Services, "db">, topic: string) {
  const published = (await graphsInUse(db)).filter(({ isDraft }) => !isDraft);
  const users = published.filter(({ graph }) => topicsIn(compileGraph(graph)).includes(topic));
  const byId = new Map(users.map(({ workflowId, workflowName }) => [workflowId, workflowName]));
  return [...byId].map(([id, name]) => ({ id, name }));
}

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
