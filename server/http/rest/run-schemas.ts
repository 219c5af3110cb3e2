import { z } from "zod";
import { NOTES_MAX, VISITS_MAX } from "#server/store/run-details.ts";
import { word } from "#workflows/phrase.ts";
import type { ReasonValues } from "#workflows/reasons.ts";
import { wordReason } from "#workflows/reasons.ts";
import { runStatuses } from "#workflows/run.ts";
import { id, instant, shown, shownOrNull } from "./common-schemas.ts";

export const runStatus = z.enum(runStatuses).meta({ examples: ["finished"] });

/** Why something happened or did not. */
export const reason = z.strictObject({
  code: z.string().meta({ examples: ["run.finished"] }),
  text: z.string().meta({ examples: ["Reached the end of the workflow"] }),
});

const fields = {
  id,
  status: runStatus,
  nodeId: z
    .string()
    .nullable()
    .describe("The step that they are at.")
    .meta({ examples: [null] }),
  startedAt: instant,
  wakeAt: instant
    .nullable()
    .describe("When they go on by themselves, while they wait for a time.")
    .meta({ examples: [null] }),
  endedAt: instant.nullable(),
  end: reason.nullable().describe("Why it ended."),
  goalReachedAt: instant.nullable().meta({ examples: [null] }),
};

export const person = z.strictObject({
  id,
  name: z
    .string()
    .nullable()
    .meta({ examples: ["Ana Silva"] }),
  email: z
    .string()
    .nullable()
    .meta({ examples: ["ana@example.com"] }),
});
/** The person as it is shown, of whatever more is known of them. */
export function showPerson({ id, name, email }: z.output<typeof person>): z.output<typeof person> {
  return { id, name, email };
}

export const workflowName = z.strictObject({ id, name: z.string().meta({ examples: ["Welcome"] }) });

/** A run in the list of its workflow. */
export const runOfWorkflow = z.strictObject({ ...fields, profile: person });
/** A run in the list of its person. */
export const runOfProfile = z.strictObject({ ...fields, workflow: workflowName });

/** A run with its whole way. */
export const run = z.strictObject({
  ...fields,
  profile: person,
  workflow: workflowName,
  version: z.int().describe("The number of the version that it goes through."),
  visits: z
    .array(
      z.strictObject({
        visit: z.int().describe("Counts the steps that they came to."),
        nodeId: z.string().meta({ examples: ["wait"] }),
        step: z
          .string()
          .nullable()
          .describe("What kind of step it is.")
          .meta({ examples: ["Wait"] }),
        arrivedAt: instant,
        leftAt: instant.nullable(),
        port: z
          .string()
          .nullable()
          .describe("The way out that they took.")
          .meta({ examples: ["next"] }),
      }),
    )
    .describe(
      `The steps that they came to, the oldest first, as far as they are kept; of more than ${VISITS_MAX} the newest.`,
    ),
  history: z
    .array(
      z.strictObject({
        at: instant,
        nodeId: z
          .string()
          .nullable()
          .meta({ examples: ["wait"] }),
        visit: z.int().nullable(),
        reason,
      }),
    )
    .describe(`Everything that was noted about it, the oldest first; of more than ${NOTES_MAX} the newest.`),
});

export function showReason(code: string, values: ReasonValues | null): z.output<typeof reason> {
  return { code, text: word(wordReason(code, values ?? {})) };
}

interface Row {
  id: number;
  status: z.output<typeof runStatus>;
  nodeId: string | null;
  startedAt: number;
  wakeAt: number | null;
  endedAt: number | null;
  endCode: string | null;
  convertedAt: number | null;
}

/** The part that every view of a run has. */
export function showRun(row: Row, endValues: ReasonValues) {
  return {
    id: row.id,
    status: row.status,
    nodeId: row.nodeId,
    startedAt: shown(row.startedAt),
    wakeAt: shownOrNull(row.wakeAt),
    endedAt: shownOrNull(row.endedAt),
    end: row.endCode === null ? null : showReason(row.endCode, endValues),
    goalReachedAt: shownOrNull(row.convertedAt),
  };
}
