import { Badge } from "#components/ui/badge.tsx";
import type { HookRow } from "./outputs.ts";
import { VERDICT_WORDS, wordState } from "./verdict-words.ts";

/** Whether a hook makes events of what it receives. */
export function HookBadge({ hook }: { hook: Pick<HookRow, "isOn" | "personPath"> }) {
  const { label, tone } = wordState(hook);
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  );
}

/** What became of a request. */
export function VerdictBadge({ verdict }: { verdict: keyof typeof VERDICT_WORDS }) {
  const { label, tone } = VERDICT_WORDS[verdict];
  return <Badge tone={tone}>{label}</Badge>;
}
