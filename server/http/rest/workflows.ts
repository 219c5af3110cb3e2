import { z } from "zod";
import { findWorkflow } from "#server/store/workflows.ts";
import { withoutSecrets } from "#workflows/without-secrets.ts";
import { page, pageQuery, shown } from "./common-schemas.ts";
import { writeCursor } from "./cursor.ts";
import { readId } from "./find-profile.ts";
import { defineRoute, refuse } from "./route.ts";
import { runOfWorkflow, runStatus, showPerson, showRun } from "./run-schemas.ts";
import { showWorkflowSummary, workflow, workflowSummary } from "./workflow-schemas.ts";

export const workflowParameter = { workflow: { description: "The workflow.", example: 7 } };
export const unknownWorkflow = refuse(404, "unknown-workflow", "There is no such workflow");
export const unknownWorkflowDocs = { 404: "There is no such workflow." };

export const listAllWorkflows = defineRoute({
  id: "listWorkflows",
  method: "GET",
  path: "/v1/workflows",
  group: "Workflows",
  summary: "List workflows",
  description: "All of them, the last changed first.",
  scope: "workflows:read",
  answers: {
    200: {
      description: "The workflows.",
      schema: z.strictObject({ data: z.array(workflowSummary) }),
    },
  },
  async handle({ services }) {
    const rows = await services.reads.listWorkflows();
    return { status: 200, body: { data: rows.map(showWorkflowSummary) } };
  },
});

export const getWorkflow = defineRoute({
  id: "getWorkflow",
  method: "GET",
  path: "/v1/workflows/{workflow}",
  group: "Workflows",
  summary: "Read a workflow",
  description: "With what is drawn. Secrets in it are not shown.",
  scope: "workflows:read",
  params: workflowParameter,
  answers: { 200: { description: "The workflow.", schema: workflow } },
  refusals: unknownWorkflowDocs,
  async handle({ services, params }) {
    const id = readId(params.workflow);
    const found = id === null ? undefined : await findWorkflow(services.db, id);
    if (!found) return unknownWorkflow;
    const { name, status, archivedAt, createdAt, updatedAt, draft } = found.workflow;
    const { live } = found;
    const body = {
      id: found.workflow.id,
      name,
      status,
      archived: archivedAt !== null,
      createdAt: shown(createdAt),
      updatedAt: shown(updatedAt),
      draft: withoutSecrets(draft),
      live: live && {
        version: live.number,
        publishedAt: shown(live.publishedAt),
        graph: withoutSecrets(live.graph),
      },
    };
    return { status: 200, body };
  },
});

export const listWorkflowRuns = defineRoute({
  id: "listWorkflowRuns",
  method: "GET",
  path: "/v1/workflows/{workflow}/runs",
  group: "Workflows",
  summary: "List the runs of a workflow",
  description: "The newest first.",
  scope: "workflows:read",
  params: workflowParameter,
  query: pageQuery().extend({ status: runStatus.optional() }),
  answers: { 200: { description: "A page of runs.", schema: page(runOfWorkflow) } },
  refusals: unknownWorkflowDocs,
  async handle({ services, params, query: { status = null, cursor, limit } }) {
    const id = readId(params.workflow);
    if (id === null || !(await findWorkflow(services.db, id))) return unknownWorkflow;
    const filter = { workflowId: id, status, nodeId: null, cursor: cursor?.[0] ?? null, limit };
    const listed = await services.reads.listRuns(filter);
    const data = listed.runs.map((row) => ({
      ...showRun(row, row.endValues),
      profile: showPerson(row.profile),
    }));
    const nextCursor = listed.nextCursor === null ? null : writeCursor(listed.nextCursor);
    return { status: 200, body: { data, nextCursor } };
  },
});
