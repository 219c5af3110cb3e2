import { z } from "zod";
import type { WaitingAt } from "#server/store/waiting.ts";
import { findNode } from "#workflows/catalogue.ts";
import { type ChangeAhead, changesAhead } from "#workflows/changes-ahead.ts";
import { compileGraph } from "#workflows/compile.ts";
import { type Graph, type GraphNode, nodeId } from "#workflows/graph.ts";
import { answerAt, type PeopleAnswers } from "#workflows/people-inside.ts";
import { type Phrase, phrase } from "#workflows/phrase.ts";

const answer = z.enum(["stay", "move", "exit"]);

/** What happens to the people who are inside when a new version goes live. */
export const peopleInside = z.object({
  kind: answer,
  answers: z.record(nodeId, answer).default({}),
  targets: z.record(nodeId, z.nullable(nodeId)).default({}),
});

/**
 * Where people are inside the versions before a draft, and what it makes different for them: first those whose step is
 * gone, then those whose step is another, or who come to something that is, last those for whom all is as it was.
 */
export function wordWaiting(waiting: WaitingAt[], draft: Graph) {
  const { steps } = compileGraph(draft);
  const compared = new Map<Graph, ReturnType<typeof changesAhead>>();
  const changeAt = (version: Graph, nodeId: string) => {
    const change = compared.get(version) ?? changesAhead(version, draft);
    compared.set(version, change);
    return change(nodeId);
  };
  return waiting
    .map(({ nodeId, count, node, versions }) => {
      const changes = versions.map((version) => changeAt(version, nodeId));
      return {
        nodeId,
        count,
        text: node ? wordNode(node) : phrase("A step that is not known any more"),
        gone: !steps.has(nodeId),
        change: ORDER.find((change) => changes.includes(change)) ?? null,
      };
    })
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}

const ORDER: readonly ChangeAhead[] = ["step", "ahead"];

function rankOf({ gone, change }: { gone: boolean; change: ChangeAhead | null }): number {
  if (gone) return 0;
  return change ? 1 + ORDER.indexOf(change) : 1 + ORDER.length;
}

/** Whether all of them are to finish on the versions they are in. */
export function isEverybodyStaying({ kind, answers }: PeopleAnswers): boolean {
  return [kind, ...Object.values(answers)].every((one) => one === "stay");
}

/** Whether people are to move from a step that the draft does not have, and nobody has said where they go. */
export function isUnplaced(waiting: WaitingAt[], draft: Graph, people: PeopleAnswers): boolean {
  const { steps } = compileGraph(draft);
  return waiting.some(
    ({ nodeId }) =>
      answerAt(people, nodeId) === "move" && !steps.has(nodeId) && !Object.hasOwn(people.targets, nodeId),
  );
}

/** What the step does in one sentence; templates stand in it as they are. */
function wordNode({ type, config }: GraphNode): Phrase {
  const definition = findNode(type);
  const parsed = definition?.config.safeParse(config);
  if (!definition) return type;
  return parsed?.success ? definition.describe(parsed.data) : definition.label;
}
