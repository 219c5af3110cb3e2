import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { type TrialPerson, trial } from "#workflows/trial.ts";
import { manual } from "#workflows/triggers/manual.ts";
import { isPublishable, validateGraph } from "#workflows/validate.ts";
import { type SimulateContext, simulateRun } from "./simulate-run.ts";
import { notFound } from "./trpc.ts";

const MESSAGE = "message";
const NOTED = new Set(["note", "held", "skipped"]);

/** The one message of a graph as one person would get it now, or why they would not; nothing is stored or sent. */
export async function previewMessage(
  ctx: SimulateContext,
  workflowId: number,
  graph: Graph,
  person: TrialPerson,
) {
  const { steps, profile, end } = await simulateRun(ctx, workflowId, graph, trial.parse({ person }));
  const shown = steps.find(({ kind }) => kind === "message");
  const notes = steps.flatMap(({ kind, text, message }) =>
    NOTED.has(kind) || (kind === "message" && message === null) ? [text] : [],
  );
  return {
    message: shown?.message ?? null,
    missing: shown?.missing ?? [],
    zone: profile.zone,
    /** When it would go out; null when it would not. */
    at: shown?.message ? shown.at : null,
    /** What stands in its way or holds it for a while, in words. */
    notes: end?.status === "exited" && !shown ? [...notes, end.text] : notes,
  };
}

/** The message of a step as somebody would get it who is at this step now. */
export function previewStep(
  ctx: SimulateContext,
  workflowId: number,
  { graph, nodeId, person }: { graph: Graph; nodeId: string; person: TrialPerson },
) {
  const step = graph.nodes.find(({ id }) => id === nodeId);
  if (!step || findNode(step.type)?.kind !== "action") throw notFound("step");
  return previewMessage(ctx, workflowId, atOnce(graph, step), person);
}

/** A workflow that has but its trigger, which says what the message can name, its settings and this step. */
function atOnce({ nodes, settings }: Graph, { type, config }: GraphNode): Graph {
  const begun = (start: Pick<GraphNode, "type" | "config">): Graph => {
    const { type: startType, config: startConfig } = start;
    const steps = [
      { id: "start", type: startType, config: startConfig },
      { id: MESSAGE, type, config },
    ];
    return { ...drawGraph(steps), ...(settings ? { settings } : {}) };
  };
  const trigger = nodes.find((node) => findNode(node.type)?.kind === "trigger");
  const drawn = trigger && begun(trigger);
  // A trigger that is not finished says nothing of what it will know.
  const isWhole = drawn && isPublishable(validateGraph(drawn).filter(({ nodeId }) => nodeId === "start"));
  return isWhole ? drawn : begun({ type: manual.type, config: {} });
}
