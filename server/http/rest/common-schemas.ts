import { z } from "zod";
import { INEXACT_ID, isExactId } from "../exact-id.ts";
import { readCursor } from "./cursor.ts";

export const PAGE_ITEMS_DEFAULT = 50;
export const PAGE_ITEMS_MAX = 100;
const CURSOR_MAX_CHARS = 200;
export const ID_MAX_CHARS = 200;
const EMAIL_MAX_CHARS = 254;

export const id = z.int().meta({ examples: [42] });
export const instant = z.iso.datetime().meta({ examples: ["2026-05-01T12:00:00.000Z"] });

/** A moment as the API shows it. */
export function shown(at: number): string {
  return new Date(at).toISOString();
}

export function shownOrNull(at: number | null): string | null {
  return at === null ? null : shown(at);
}

/** Text of one line: in an email, what follows a line break could become another header. */
export const ONE_LINE = /^[^\p{Cc}\u2028\u2029]*$/u;
export const NOT_ONE_LINE = "has a line break or another control character in it";

/** The shop's own id for a customer, or another that a program gives. */
export const identifier = z
  .union([z.string(), z.number()], { error: "must be text or a number" })
  .refine(isExactId, INEXACT_ID)
  .transform((value) => String(value).trim())
  .pipe(
    z
      .string()
      .min(1, "is empty")
      .max(ID_MAX_CHARS, `is longer than ${ID_MAX_CHARS} characters`)
      .regex(ONE_LINE, NOT_ONE_LINE),
  );

export const emailText = z
  .string({ error: "must be text" })
  .trim()
  .toLowerCase()
  .min(1, "is empty")
  .max(EMAIL_MAX_CHARS, `is longer than ${EMAIL_MAX_CHARS} characters`);

/** Values for templates, or what a run begins with. */
export function dataObject(maxBytes: number) {
  return z
    .record(z.string(), z.unknown(), { error: "must be an object" })
    .refine(
      (data) => Buffer.byteLength(JSON.stringify(data)) <= maxBytes,
      `is larger than ${maxBytes / 1024} kB`,
    );
}

/** The query of a list; `places` is how many numbers its cursor holds. */
export function pageQuery(places = 1) {
  return z.strictObject({
    limit: z.coerce
      .number({ error: "is not a number" })
      .int("is not a whole number")
      .min(1, "is less than 1")
      .max(PAGE_ITEMS_MAX, `is more than ${PAGE_ITEMS_MAX}`)
      .default(PAGE_ITEMS_DEFAULT)
      .describe("How many entries at most."),
    cursor: z
      .string()
      .max(CURSOR_MAX_CHARS)
      .transform((cursor) => readCursor(cursor, places))
      .refine((place) => place !== null, "is not one that this list gave")
      .optional()
      .describe("The `nextCursor` of the page before; without it, the list begins."),
  });
}

/** One page of a list. */
export function page<S extends z.ZodType>(entry: S) {
  return z.strictObject({
    data: z.array(entry),
    nextCursor: z
      .string()
      .nullable()
      .describe("Hand it back as `cursor` for the next page; null on the last one.")
      .meta({ examples: [null] }),
  });
}

export const errorAnswer = z.strictObject({
  error: z.strictObject({
    code: z
      .string()
      .describe("A word that stays the same, for programs.")
      .meta({ examples: ["invalid"] }),
    message: z
      .string()
      .describe("A sentence, for people.")
      .meta({ examples: ["email is not an email address"] }),
    details: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .describe(
        "What is wrong in particular, by where it is: a field of the body or of the query, or a customer.",
      ),
  }),
});
