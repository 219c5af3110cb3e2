import { z } from "zod";
import { HEADER_PATH } from "#server/hooks/request.ts";
import { isSecretHeader } from "#server/hooks/safe-headers.ts";

const EVENT_NAMES_MAX = 100;
const SECRET_MAX_CHARS = 500;

export const nameInput = z.string().trim().min(1, "Give the hook a name").max(100);
export const eventNameInput = z.string().trim().min(1, "Give the event a name").max(200);

/** "a.b.0.c" in the body, or "header:x-name". */
const path = z
  .string()
  .trim()
  .max(200)
  .refine(
    (text) => !text.startsWith(HEADER_PATH) || !isSecretHeader(text.slice(HEADER_PATH.length).toLowerCase()),
    "This header may hold a secret, so it is not kept and cannot be used",
  );
const optionalPath = path
  .nullish()
  .transform((text) => text || null)
  .pipe(z.string().nullable());

export const personInput = z.object({
  personKind: z.enum(["email", "external-id"]),
  personPath: path.min(1, "Say where a request names the person"),
});

export const mappingInput = personInput.extend({
  eventPath: optionalPath,
  /** By the value at `eventPath`; "*" stands for all others, and an empty name leaves the value out. */
  eventNames: z
    .record(z.string().trim().min(1, "Enter a value").max(200), z.string().trim().max(200))
    .refine((names) => Object.keys(names).length <= EVENT_NAMES_MAX, "At most 100 values")
    .nullish()
    .transform((names) => names ?? null),
  idPath: optionalPath,
});

const headerName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/, "This is not the name of a header");

export const schemeInput = z.object({
  scheme: z.enum(["none", "standard-webhooks", "stripe", "shopify", "github", "hmac", "basic", "bearer"]),
  options: z
    .object({
      header: headerName.optional(),
      algorithm: z.enum(["sha1", "sha256", "sha512"]).optional(),
      encoding: z.enum(["hex", "base64"]).optional(),
      prefix: z.string().max(50).optional(),
      username: z
        .string()
        .max(100)
        .regex(/^[^:]*$/, "A user name cannot have a colon")
        .optional(),
    })
    .default({}),
  /** keep: what is set already · given: by the program that sends · generate: one of ours, told once. */
  secret: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("keep") }),
    z.object({
      kind: z.literal("given"),
      value: z.string().trim().min(1, "Enter the secret").max(SECRET_MAX_CHARS),
    }),
    z.object({ kind: z.literal("generate") }),
  ]),
});
export type SchemeInput = z.infer<typeof schemeInput>;
