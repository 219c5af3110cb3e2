import { readRunDetails } from "#server/store/run-details.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph } from "#workflows/graph.ts";
import { word } from "#workflows/phrase.ts";
import { shown, shownOrNull } from "./common-schemas.ts";
import { readId } from "./find-profile.ts";
import { defineRoute, refuse } from "./route.ts";
import { run, showReason, showRun } from "./run-schemas.ts";

export const getRun = defineRoute({
  id: "getRun",
  method: "GET",
  path: "/v1/runs/{run}",
  group: "Workflows",
  summary: "Read a run",
  description: "One customer's journey through a workflow, step by step, with the reason for everything.",
  scope: "workflows:read",
  params: { run: { description: "The run.", example: 42 } },
  answers: { 200: { description: "The run.", schema: run } },
  refusals: { 404: "There is no such run." },
  async handle({ services, params }) {
    const id = readId(params.run);
    const found = id === null ? null : await readRunDetails(services.db, id);
    if (!found) return refuse(404, "unknown-run", "There is no such run");
    const end = found.history.findLast(({ code }) => code === found.endCode);
    const { profile, workflow, version } = found;
    const body = {
      ...showRun(found, end?.values ?? {}),
      profile,
      workflow,
      version: version.number,
      visits: found.visits.map(({ arrivedAt, leftAt, ...visit }) => ({
        ...visit,
        step: stepOf(version.graph, visit.nodeId),
        arrivedAt: shown(arrivedAt),
        leftAt: shownOrNull(leftAt),
      })),
      history: found.history.map(({ at, nodeId, visit, code, values }) => ({
        at: shown(at),
        nodeId,
        visit,
        reason: showReason(code, values),
      })),
    };
    return { status: 200, body };
  },
});

/** Null for a step that its version does not have, as after a move to another. */
function stepOf(graph: Graph, nodeId: string): string | null {
  const type = graph.nodes.find((node) => node.id === nodeId)?.type;
  return type === undefined ? null : word(findNode(type)?.label ?? type);
}
