import { initTRPC, TRPCError } from "@trpc/server";
import type { Role } from "#drizzle/tables.ts";
import type { Services } from "#server/services.ts";

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
}

const t = initTRPC.context<ApiContext>().create({
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    // A surprise is logged where it happens; its text and stack are nobody's business outside.
    message:
      error.code === "INTERNAL_SERVER_ERROR" ? "Something went wrong on the server" : plainMessage(error),
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus },
  }),
});

export const router = t.router;

const rank: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };

const atLeast = (role: Role) =>
  t.procedure.use(({ ctx, next }) => {
    if (!ctx.person) throw new TRPCError({ code: "UNAUTHORIZED", message: "Please sign in" });
    demandRole(ctx.person, role);
    return next({ ctx: { ...ctx.services, person: ctx.person } });
  });

/** For what only some inputs of a procedure need. */
export function demandRole(person: Pick<Person, "role">, role: Role): void {
  if (!hasRole(person, role))
    throw new TRPCError({ code: "FORBIDDEN", message: `Only an ${role} can do this` });
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
  return new TRPCError({ code: "NOT_FOUND", message: `This ${what} does not exist` });
}

export function badRequest(message: string): TRPCError {
  return new TRPCError({ code: "BAD_REQUEST", message });
}

/** Bad input is told by its first problem, not by the parser's dump. */
function plainMessage(error: TRPCError): string {
  const cause = error.cause as { issues?: { message: string; path: PropertyKey[] }[] } | undefined;
  const issue = cause?.issues?.[0];
  if (!issue) return error.message;
  return issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}` : issue.message;
}
