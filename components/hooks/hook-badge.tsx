import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { HookRow, Verdict } from "./outputs.ts";
import { hookState, STATE_TONES, VERDICT_TONES } from "./verdict-words.ts";

/** Whether a hook makes events of what it receives. */
export function HookBadge({ hook }: { hook: Pick<HookRow, "isOn" | "personPath"> }) {
  const t = useTranslations("hooks");
  const state = hookState(hook);
  return (
    <Badge tone={STATE_TONES[state]} dot>
      {t(`state.${state}`)}
    </Badge>
  );
}

/** What became of a request. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const t = useTranslations("hooks");
  return <Badge tone={VERDICT_TONES[verdict]}>{t(`verdict.${verdict}`)}</Badge>;
}
