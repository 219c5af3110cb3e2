"use client";

import { useSay } from "#components/say.tsx";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import type { LifecycleStage } from "#workflows/lifecycle.ts";
import { wordStage } from "#workflows/word-condition.ts";

const TONE: Record<LifecycleStage, BadgeTone> = {
  new: "info",
  active: "success",
  "at-risk": "warning",
  dormant: "neutral",
  resurrected: "success",
  lost: "danger",
};

/** Where somebody is in their life with the shop. */
export function StageBadge({ stage }: { stage: LifecycleStage }) {
  const say = useSay();
  return <Badge tone={TONE[stage]}>{say(wordStage(stage))}</Badge>;
}
