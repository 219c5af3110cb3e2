import { z } from "zod";

export const START_DATA_MAX_BYTES = 32 * 1024;
const ID_MAX_CHARS = 200;
const EMAIL_MAX_CHARS = 254;

const identifier = z
  .union([z.string(), z.number()], { error: "must be text or a number" })
  .transform((value) => String(value).trim())
  .pipe(z.string().min(1, "is empty").max(ID_MAX_CHARS, `is longer than ${ID_MAX_CHARS} characters`));

const startRequest = z.object({
  userId: identifier.nullish(),
  email: z
    .string({ error: "must be text" })
    .trim()
    .toLowerCase()
    .min(1, "is empty")
    .max(EMAIL_MAX_CHARS, `is longer than ${EMAIL_MAX_CHARS} characters`)
    .nullish(),
  data: z
    .record(z.string(), z.unknown(), { error: "must be an object" })
    .refine(
      (data) => Buffer.byteLength(JSON.stringify(data)) <= START_DATA_MAX_BYTES,
      `is larger than ${START_DATA_MAX_BYTES / 1024} kB`,
    )
    .nullish(),
  messageId: identifier.nullish(),
});

/** Who is named by the shop's own id is looked for by that alone, else by the address. */
export type StartPerson = { userId: string } | { email: string };

export interface StartRequest {
  person: StartPerson;
  data: Record<string, unknown>;
  messageId: string | null;
}

export type ParsedStart = { kind: "ok"; start: StartRequest } | { kind: "refused"; message: string };

/** Reads what a program sent to start a run. */
export function parseStart(body: Record<string, unknown>): ParsedStart {
  const parsed = startRequest.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return { kind: "refused", message: `${issue.path.join(".")} ${issue.message}`.trim() };
  }
  const { userId, email, data, messageId } = parsed.data;
  if (!userId && !email) return { kind: "refused", message: "userId or email is missing" };
  const person = userId ? { userId } : { email: email! };
  return { kind: "ok", start: { person, data: data ?? {}, messageId: messageId ?? null } };
}
