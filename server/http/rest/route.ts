import type { z } from "zod";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { Engine } from "#server/engine/engine.ts";
import type { Env } from "#server/env.ts";
import type { Imports } from "#server/imports/imports.ts";
import type { Keys } from "#server/keys.ts";
import type { Reads } from "#server/reads/reads.ts";
import type { ApiKeys } from "../api-keys.ts";
import type { Scope } from "../scopes.ts";

export interface RestServices {
  clock: Clock;
  db: Database;
  reads: Reads;
  engine: Engine;
  apiKeys: ApiKeys;
  keys: Keys;
  env: Env;
  imports: Pick<Imports, "removeErased">;
}

export const groups = {
  Events: "What customers do, sent as it happens.",
  Customers: "Who your customers are, and what is known of them.",
  Segments: "Customers who have something in common, by a rule.",
  Workflows: "What is drawn on the canvas, and the journeys of customers through it.",
  Messages: "What is written to customers, and what became of it.",
  Hooks: "Requests of other programs that become events.",
  Browsers: "What pages of your shop ask for; the snippet does all of it by itself.",
} as const;
export type Group = keyof typeof groups;

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One problem of a request, by where it is. */
export interface Detail {
  path: string;
  message: string;
}

export interface Refusal {
  status: number;
  refused: { code: string; message: string; details?: Detail[] };
  headers?: Record<string, string>;
}

export interface AnswerDocs {
  description: string;
  /** Null for an answer without a body. */
  schema: z.ZodType | null;
}

type Answers = Record<number, AnswerDocs>;

/** What a route answers with: one of the answers that it names, or a refusal. */
export type Reply<A extends Answers> =
  | Refusal
  | {
      [S in keyof A & number]: {
        status: S;
        body: A[S]["schema"] extends z.ZodType ? z.output<A[S]["schema"]> : null;
        headers?: Record<string, string>;
      };
    }[keyof A & number];

export interface Call<Q, B> {
  services: RestServices;
  /** The parameters of the path, decoded. */
  params: Record<string, string>;
  query: Q;
  body: B;
  headers: Record<string, string>;
  /** The API key that it came with. */
  keyId: number;
  now: number;
}

interface Shape<Q extends z.ZodType, B extends z.ZodType, A extends Answers> {
  /** Its name in the document, in camel case. */
  id: string;
  method: Method;
  /** With parameters in braces, each a whole segment. */
  path: string;
  group: Group;
  summary: string;
  /** More than the summary says, in Markdown without headings. */
  description?: string;
  scope: Scope;
  params?: Record<string, { description: string; example: string | number }>;
  query?: Q;
  /** Headers that it reads, by their names in lower case. */
  headers?: Record<string, { description: string; schema: z.ZodType<string> }>;
  body?: { schema: B; maxBytes: number; example: unknown };
  /** Takes the key in the body too, and any content type, as the doors for events do. */
  isLenient?: boolean;
  answers: A;
  /** Refusals beyond those that every route has, by their status. */
  refusals?: Record<number, string>;
}

/** A route of the API: what it takes and answers, for the door and for the document alike, and what it does. */
export interface Route extends Shape<z.ZodType, z.ZodType, Answers> {
  handle(call: Call<unknown, unknown>): Promise<Reply<Answers>>;
}

export function defineRoute<Q extends z.ZodType, B extends z.ZodType, A extends Answers>(
  route: Shape<Q, B, A> & { handle(call: Call<z.output<Q>, z.output<B>>): Promise<Reply<NoInfer<A>>> },
): Route {
  return route as unknown as Route;
}

export function refuse(status: number, code: string, message: string, details?: Detail[]): Refusal {
  return { status, refused: { code, message, ...(details ? { details } : {}) } };
}
