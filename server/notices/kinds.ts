import { z } from "zod";
import { channels } from "#workflows/node.ts";

const id = z.int().positive();
const instant = z.iso.datetime();
const person = {
  profileId: id,
  /** The shop's own number for the customer. */
  externalId: z.string().nullable(),
};
const reason = z.object({
  /** Stable, for programs. */
  code: z.string(),
  /** The same for people. */
  text: z.string(),
});
const message = {
  messageId: id,
  ...person,
  channel: z.enum(channels),
  /** Null for what no workflow sent, such as a test. */
  workflowId: id.nullable(),
  runId: id.nullable(),
  nodeId: z.string().nullable(),
};
const run = { runId: id, ...person, workflowId: id, versionId: id, startedAt: instant };
const endedRun = z.strictObject({ ...run, endedAt: instant, nodeId: z.string(), reason });

const sampleMessage = {
  messageId: 512,
  profileId: 42,
  externalId: "C-1001",
  channel: "email",
  workflowId: 3,
  runId: 77,
  nodeId: "hello",
} as const;
const sampleRun = {
  runId: 77,
  profileId: 42,
  externalId: "C-1001",
  workflowId: 3,
  versionId: 5,
  startedAt: "2026-03-10T10:00:00.000Z",
};
const sampleEnd = { ...sampleRun, endedAt: "2026-03-11T10:00:00.000Z", nodeId: "hello" };

/** Everything that programs can be told, with what is told of it. Kinds and fields are never renamed: others read them. */
export const NOTICE_KINDS = {
  "message.sent": kind(
    "A message was sent",
    "The mail server, push service or other receiver took it over.",
    z.strictObject({
      ...message,
      /** It was kept in the captured outbox instead, because no mail server is set up. */
      captured: z.boolean(),
    }),
    { ...sampleMessage, captured: false },
  ),
  "message.failed": kind(
    "A message failed",
    "It was refused for good, or given up after several tries.",
    z.strictObject({ ...message, reason }),
    { ...sampleMessage, reason: { code: "email.refused", text: "The mail server refused it" } },
  ),
  "message.bounced": kind(
    "An address bounced",
    "The receiver said that the address does not work. Nothing more is sent to it.",
    z.strictObject({
      ...message,
      /** The email address; null for a browser, whose address nobody else should have. */
      address: z.string().nullable(),
      reason,
    }),
    {
      ...sampleMessage,
      address: "ana@example.com",
      reason: { code: "email.refused", text: "The mail server refused it" },
    },
  ),
  "message.skipped": kind(
    "A message was not sent",
    "A rule said no: no consent, say, or too many messages already.",
    z.strictObject({ ...message, reason }),
    { ...sampleMessage, reason: { code: "message.no-consent", text: "The person has not agreed" } },
  ),
  "message.unknown": kind(
    "Nobody can tell whether a message arrived",
    "The connection broke after it was handed over. It is not sent again.",
    z.strictObject({ ...message, reason }),
    { ...sampleMessage, reason: { code: "message.interrupted", text: "The sending was interrupted" } },
  ),
  "run.started": kind("A person entered a workflow", "A run began.", z.strictObject(run), sampleRun),
  "run.finished": kind(
    "A person reached the end of a workflow",
    "The run went through all its steps.",
    endedRun,
    { ...sampleEnd, reason: { code: "run.finished", text: "Reached the end of the workflow" } },
  ),
  "run.exited": kind(
    "A person left a workflow early",
    "An exit rule, a goal or a person in the team ended the run.",
    endedRun,
    {
      ...sampleEnd,
      reason: { code: "run.exit-event", text: "Left the workflow because of “Order Completed”" },
    },
  ),
  "run.failed": kind("A run stopped with a fault", "A step could not be carried out.", endedRun, {
    ...sampleEnd,
    reason: { code: "run.node-broken", text: "Stopped: the step's settings could not be read" },
  }),
  "run.converted": kind(
    "A person reached a workflow's goal",
    "It is counted once for each run.",
    z.strictObject({ ...run, event: z.string(), convertedAt: instant }),
    { ...sampleRun, event: "Order Completed", convertedAt: "2026-03-10T18:30:00.000Z" },
  ),
  "profile.created": kind(
    "A profile was made",
    "Somebody was seen for the first time.",
    z.strictObject({ ...person, createdAt: instant }),
    { profileId: 42, externalId: "C-1001", createdAt: "2026-03-10T10:00:00.000Z" },
  ),
  "profile.merged": kind(
    "Two profiles became one",
    "What belonged to one belongs to the other now.",
    z.strictObject({ ...person, mergedProfileId: id }),
    { profileId: 42, externalId: "C-1001", mergedProfileId: 57 },
  ),
  "profile.erased": kind(
    "A person was erased",
    "Erase them in the other program too. It says who they were until it arrives, and for a week at most.",
    z.strictObject(person),
    { profileId: 42, externalId: "C-1001" },
  ),
  "consent.changed": kind(
    "A consent changed",
    "Somebody agreed to messages or unsubscribed.",
    z.strictObject({
      ...person,
      channel: z.enum(channels),
      topic: z.string(),
      state: z.enum(["unknown", "pending", "granted", "withdrawn"]),
      /** Where it came from, such as "one-click" or "api". */
      source: z.string(),
    }),
    {
      profileId: 42,
      externalId: "C-1001",
      channel: "email",
      topic: "marketing",
      state: "withdrawn",
      source: "one-click",
    },
  ),
};

function kind<S extends z.ZodObject>(label: string, help: string, schema: S, sample: z.input<S>) {
  return { label, help, schema, sample };
}

export type NoticeKind = keyof typeof NOTICE_KINDS;
export type NoticeData<K extends NoticeKind> = z.input<(typeof NOTICE_KINDS)[K]["schema"]>;

/** Asked for on the settings page, and never subscribed to. */
export const TEST_KIND = "test";

/** What is sent, after Standard Webhooks: what happened, when, and the facts of it. */
export type NoticePayload = { type: string; timestamp: string; data: Record<string, unknown> };

export function isNoticeKind(text: string): text is NoticeKind {
  return Object.hasOwn(NOTICE_KINDS, text);
}

/** The body of one notice; `at` in epoch milliseconds. */
export function noticePayload(type: string, at: number, data: Record<string, unknown>): NoticePayload {
  return { type, timestamp: new Date(at).toISOString(), data };
}
