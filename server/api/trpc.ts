import { initTRPC, TRPCError } from "@trpc/server";
import type * as z from "zod";
import type { Role } from "#drizzle/tables.ts";
import type { Services } from "#server/services.ts";
import { phraseOfIssue } from "#workflows/form-issue.ts";
import { type Phrase, phrase, word } from "#workflows/phrase.ts";

/** Who asks. */
export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
}

export interface ApiContext {
  services: Services;
  person: Person | null;
  /** Words in the language of who asks what an error says; without it they are English. */
  say?: (phrase: Phrase) => string;
}

const t = initTRPC.context<ApiContext>().create({
  errorFormatter: ({ shape, error, ctx }) => ({
    ...shape,
    // A surprise is logged where it happens; its text and stack are nobody's business outside.
    message: (ctx?.say ?? word)(
      error.code === "INTERNAL_SERVER_ERROR"
        ? phrase("Something went wrong on the server")
        : phraseOfError(error),
    ),
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus },
  }),
});

export const router = t.router;

const rank: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };

const atLeast = (role: Role) =>
  t.procedure.use(({ ctx, next }) => {
    if (!ctx.person) throw refusal("UNAUTHORIZED", phrase("Please sign in"));
    demandRole(ctx.person, role);
    return next({ ctx: { ...ctx.services, person: ctx.person, say: ctx.say ?? word } });
  });

/** For what only some inputs of a procedure need. */
export function demandRole(person: Pick<Person, "role">, role: Role): void {
  if (!hasRole(person, role))
    throw refusal(
      "FORBIDDEN",
      role === "owner" ? phrase("Only an owner can do this") : phrase("Only an editor can do this"),
    );
}

export function hasRole(person: Pick<Person, "role">, role: Role): boolean {
  return rank[person.role] >= rank[role];
}

/** May look. */
export const viewer = atLeast("viewer");
/** May change workflows and profiles. */
export const editor = atLeast("editor");
/** May change settings and people. */
export const owner = atLeast("owner");

export function notFound(what: string): TRPCError {
  return refusal("NOT_FOUND", phrase("This {what} does not exist", { what: phrase(what) }));
}

export function badRequest(message: Phrase): TRPCError {
  return refusal("BAD_REQUEST", message);
}

/** An error that says why, in the language of who asked. */
export function refusal(code: TRPCError["code"], message: Phrase): TRPCError {
  return new TRPCError({ code, message: word(message), cause: new Told(message) });
}

/** Carries a phrase to where the answer is written. */
class Told extends Error {
  readonly phrase: Phrase;

  constructor(told: Phrase) {
    super(word(told));
    this.phrase = told;
  }
}

/** Bad input is told by its first problem, not by the parser's dump. */
function phraseOfError({ cause, message }: TRPCError): Phrase {
  if (cause instanceof Told) return cause.phrase;
  const issue = (cause as { issues?: z.core.$ZodIssue[] } | undefined)?.issues?.[0];
  if (!issue) return message;
  const said = phraseOfIssue(issue);
  return issue.path.length > 0
    ? phrase("{path}: {message}", { path: issue.path.join("."), message: phrase(said) })
    : said;
}
