import type { Phrase } from "#workflows/phrase.ts";
import type { RunDetails, RunMessage } from "./outputs.ts";

/** One line of the story of a run, in the order in which things happened. */
export type StoryItem =
  | { key: string; at: number; kind: "arrived"; nodeId: string }
  | { key: string; at: number; kind: "noted"; nodeId: string | null; code: string; text: Phrase }
  | { key: string; at: number; kind: "message"; message: RunMessage };

/** What happened to a run: where it came, why it went on, what became of its messages. */
export function storyItems({
  visits,
  history,
  messages,
}: Pick<RunDetails, "visits" | "history" | "messages">): StoryItem[] {
  const items: (StoryItem & { order: number })[] = [
    ...visits.map(({ visit, nodeId, arrivedAt }) => ({
      ...{ key: `visit-${visit}`, at: arrivedAt, kind: "arrived" as const, nodeId },
      order: visit * 3,
    })),
    ...history
      // Coming to the trigger says it already.
      .filter(({ code }) => code !== "run.started")
      .map(({ id, at, nodeId, visit, code, text }) => ({
        ...{ key: `note-${id}`, at, kind: "noted" as const, nodeId, code, text },
        order: (visit ?? 0) * 3 + 1,
      })),
    ...messages.map((message) => ({
      ...{ key: `message-${message.id}`, at: message.createdAt, kind: "message" as const, message },
      order: (message.visit ?? 0) * 3 + 1,
    })),
  ];
  // Within one moment the visits tell the order.
  return items.toSorted((a, b) => a.at - b.at || a.order - b.order).map(({ order: _, ...item }) => item);
}
