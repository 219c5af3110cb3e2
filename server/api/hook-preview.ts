import type { Database } from "#server/database/database.ts";
import { planRequest } from "#server/hooks/plan.ts";
import type { HookRequest } from "#server/hooks/request.ts";
import type { Hook } from "#server/store/hooks.ts";
import { findNamedPerson } from "#server/store/named-person.ts";
import { wordReason } from "#workflows/reasons.ts";

/** What a hook with these rules would make of a request: who it would be and which event, or why nothing. */
export async function previewMapping(db: Database, hook: Hook, request: HookRequest) {
  const plan = planRequest(hook, request);
  if (plan.kind !== "event") {
    const { code, values } = plan.kind === "refused" ? plan.refusal.reason : plan.reason;
    return { kind: plan.kind, reason: wordReason(code, values) };
  }
  const { eventName, properties, requestId, person } = plan;
  const profile = await db.transaction(() => findNamedPerson(person));
  const who = profile ? { kind: "found" as const, profile } : { kind: "new" as const, ...person };
  return { kind: "event" as const, eventName, properties, requestId, person: who };
}
