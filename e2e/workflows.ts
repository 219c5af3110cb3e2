import { drawGraph } from "#workflows/recipes/recipe.ts";
import type { Api } from "./api.ts";

type Step = { type: string; config: Record<string, unknown> };

/** A live workflow, drawn as by `draftWorkflow`; answers with its id. */
export async function publishWorkflow(
  api: Api,
  name: string,
  start: string | Step,
  steps: Step[],
): Promise<number> {
  const id = await draftWorkflow(api, name, start, steps);
  const { draftRevision } = await api.workflows.get.query({ id });
  const published = await api.workflows.publish.mutate({
    id,
    revision: draftRevision,
    includeOverdue: false,
  });
  if (published.kind !== "published")
    throw new Error(`${name} was not published: ${JSON.stringify(published)}`);
  return id;
}

/** A workflow that starts with the event, or this trigger, and takes one step after the other; answers with its id. */
export async function draftWorkflow(
  api: Api,
  name: string,
  start: string | Step,
  steps: Step[],
): Promise<number> {
  const trigger = typeof start === "string" ? { type: "event", config: { event: start } } : start;
  const graph = drawGraph([trigger, ...steps].map((step, index) => ({ id: `step-${index}`, ...step })));
  const imported = await api.workflows.importGraph.mutate({ name, graph });
  if (imported.kind !== "created") throw new Error(JSON.stringify(imported.problems));
  return imported.id;
}

export function sendEmail(subject: string, body = "There is news."): Step {
  return { type: "send-email", config: { subject, body } };
}

export function callWebhook(url: string): Step {
  return { type: "call-webhook", config: { url } };
}

export function wait(amount: number, unit: "hours" | "days"): Step {
  return { type: "delay", config: { duration: { amount, unit } } };
}
