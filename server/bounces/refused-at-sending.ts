import type { OutcomeValues } from "#server/delivery/outcome.ts";
import type { BounceReport } from "./judge-bounce.ts";

/**
 * What a receiving mail server's refusal says of the address; null when it says nothing of it. `suppress`: whoever handed it
 * over knows that the address does not exist.
 */
export function bounceOfRefusal(refusal: {
  code: string;
  values: OutcomeValues;
  suppress?: boolean;
}): BounceReport | null {
  const { code, suppress, values } = refusal;
  const { enhanced, answer } = values;
  const report = {
    kind: "bounce" as const,
    code: typeof enhanced === "string" ? enhanced : null,
    detail: String(answer ?? ""),
  };
  if (code === "email.no-such-mailbox") return { ...report, hint: "hard" };
  if (code === "email.refused") return { ...report, hint: suppress ? "hard" : null };
  return code === "email.deferred" ? { ...report, hint: "soft" } : null;
}
