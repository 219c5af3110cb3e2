import { z } from "zod";
import type { Services } from "#server/services.ts";
import { findUserName } from "#server/store/users.ts";
import { findWorkflow } from "#server/store/workflows.ts";
import { notFound } from "./trpc.ts";

export const workflowId = z.object({ id: z.number().int() });

/** A workflow with its live version. Throws NOT_FOUND. */
export async function loadWorkflow({ db }: Pick<Services, "db">, id: number) {
  const found = await findWorkflow(db, id);
  if (!found) throw notFound("workflow");
  return found;
}

/** What the account is called that did something; null when it is gone, or when a program did it. */
export async function nameOf({ db }: Pick<Services, "db">, userId: string | null): Promise<string | null> {
  return userId === null ? null : await findUserName(db, userId);
}
