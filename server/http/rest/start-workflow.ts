import { z } from "zod";
import { findWorkflow } from "#server/store/workflows.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph } from "#workflows/graph.ts";
import { word } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { dataObject, emailText, id, identifier } from "./common-schemas.ts";
import { findByRef, readId, unknownProfile } from "./find-profile.ts";
import { REMEMBERED_DAYS } from "./remembered-ids.ts";
import { defineRoute, refuse } from "./route.ts";
import { unknownWorkflow, workflowParameter } from "./workflows.ts";

export const START_DATA_MAX_BYTES = 32 * 1024;
/** The data and what stands around it. */
export const START_BODY_MAX_BYTES = START_DATA_MAX_BYTES + 4 * 1024;

const start = z
  .object({
    userId: identifier
      .nullish()
      .describe("Your id of the customer. It alone counts when there is an address too.")
      .meta({ examples: ["customer-1"] }),
    email: emailText
      .nullish()
      .describe(
        "The customer's address. Of several customers with it, the oldest is meant; one that only a web page has named finds nobody.",
      )
      .meta({ examples: ["ana@example.com"] }),
    data: dataObject(START_DATA_MAX_BYTES)
      .nullish()
      .describe("What the workflow's messages read as `event`.")
      .meta({ examples: [{ code: "SPRING" }] }),
    messageId: identifier
      .nullish()
      .describe(
        `An id of yours: a second start under the same one within ${REMEMBERED_DAYS} days does nothing.`,
      )
      .meta({ examples: ["start-1"] }),
  })
  .refine(({ userId, email }) => userId || email, "userId or email is missing");

const notLive = refuse(409, "not-live", "The workflow is not switched on");

export const startWorkflow = defineRoute({
  id: "startWorkflow",
  method: "POST",
  path: "/v1/workflows/{workflow}/runs",
  group: "Workflows",
  summary: "Start a workflow for a customer",
  description: "The workflow must be switched on and be one that is started by hand.",
  scope: "workflows:start",
  isLenient: true,
  params: workflowParameter,
  body: {
    schema: start,
    maxBytes: START_BODY_MAX_BYTES,
    example: { userId: "customer-1", data: { code: "SPRING" }, messageId: "start-1" },
  },
  answers: {
    201: {
      description: "The customer is inside.",
      schema: z.strictObject({ started: z.literal(true), runId: id }),
    },
    200: {
      description: "Nothing was started: by the workflow's own rule, or because it was asked for before.",
      schema: z.union([
        z.strictObject({
          started: z.literal(false),
          code: z.string().meta({ examples: ["run.entry-refused-once"] }),
          reason: z
            .string()
            .meta({ examples: ["Not entered again: this workflow takes each person only once"] }),
        }),
        z.strictObject({ started: z.literal(false), duplicate: z.literal(true) }),
      ]),
    },
  },
  refusals: {
    404: "There is no such workflow or customer.",
    409: "The workflow is not switched on, or not one that is started by hand.",
  },
  async handle({ services: { db, engine }, params, body: { userId, email, data, messageId } }) {
    const workflowId = readId(params.workflow);
    const found = workflowId === null ? undefined : await findWorkflow(db, workflowId);
    if (!found) return unknownWorkflow;
    const { workflow, live } = found;
    if (workflow.status !== "live" || !live) return notLive;
    if (!isStartedByHand(live.graph))
      return refuse(409, "not-by-hand", "The workflow is not one that is started by hand");
    // Who is named by the shop's own id is looked for by that alone.
    const profile = await findByRef(
      db,
      userId ? { kind: "external", externalId: userId } : { kind: "email", email: email! },
    );
    if (!profile) return unknownProfile;
    const result = await engine.startByHand(workflow.id, profile.id, {
      messageId: messageId ?? null,
      data: { event: data ?? {} },
    });
    // Switched off, or the profile erased, since it was looked up.
    if (!result) return notLive;
    if (result.kind === "duplicate")
      return { status: 200, body: { started: false as const, duplicate: true as const } };
    if (result.kind === "started")
      return { status: 201, body: { started: true as const, runId: result.runId } };
    const { code, values } = result.reason;
    return { status: 200, body: { started: false as const, code, reason: word(wordReason(code, values)) } };
  },
});

function isStartedByHand(graph: Graph): boolean {
  return graph.nodes.some(({ type }) => {
    const definition = findNode(type);
    return definition?.kind === "trigger" && definition.manual === true;
  });
}
