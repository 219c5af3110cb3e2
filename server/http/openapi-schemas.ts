import { z } from "zod";
import { refusedBatch } from "./openapi-answers.ts";
import { errorAnswer } from "./rest/common-schemas.ts";
import { message, messageSummary } from "./rest/message-schemas.ts";
import { event } from "./rest/profile-lists.ts";
import { profile, profileSummary } from "./rest/profile-schemas.ts";
import { reason, run, runOfProfile, runOfWorkflow } from "./rest/run-schemas.ts";
import { workflow, workflowSummary } from "./rest/workflow-schemas.ts";

/** A schema as the document holds it: JSON Schema 2020-12. */
export type JsonSchema = Record<string, unknown>;

/** What has a name in the document; everything else stands where it is used. */
const named = {
  Profile: profile,
  ProfileSummary: profileSummary,
  Event: event,
  Workflow: workflow,
  WorkflowSummary: workflowSummary,
  Run: run,
  RunOfWorkflow: runOfWorkflow,
  RunOfProfile: runOfProfile,
  Message: message,
  MessageSummary: messageSummary,
  Reason: reason,
  Error: errorAnswer,
  RefusedBatch: refusedBatch,
};
const names = new Map<unknown, string>(Object.entries(named).map(([name, schema]) => [schema, name]));

/** The schemas with a name, as they are answered with. */
export function namedSchemas(): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(named).map(([name, schema]) => [name, convert(schema, "output", true)]),
  );
}

/** A schema as it is sent in, or as it is answered with; those with a name only by it. */
export function schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  return convert(schema, io, false);
}

function convert(schema: z.ZodType, io: "input" | "output", isNamed: boolean): JsonSchema {
  const { $schema, ...converted } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override({ zodSchema, jsonSchema, path }) {
      const name = names.get(zodSchema);
      if (name === undefined || (isNamed && path.length === 0)) return;
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as JsonSchema)[key];
      jsonSchema.$ref = `#/components/schemas/${name}`;
    },
  });
  return converted;
}
