import type { OutcomeValues } from "#server/delivery/outcome.ts";
import type { BounceReport } from "./judge-bounce.ts";

/** What a receiving mail server's refusal says of the address; null when it says nothing of it. */
export function bounceOfRefusal(code: string, { enhanced, answer }: OutcomeValues): BounceReport | null {
  const report = {
    kind: "bounce" as const,
    code: typeof enhanced === "string" ? enhanced : null,
    detail: String(answer ?? ""),
  };
  if (code === "email.no-such-mailbox") return { ...report, hint: "hard" };
  if (code === "email.refused") return { ...report, hint: null };
  return code === "email.deferred" ? { ...report, hint: "soft" } : null;
}
