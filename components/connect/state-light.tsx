"use client";

import { useTranslations } from "next-intl";
import { useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { ConnectState } from "./connect-outputs.ts";

const TONES: Record<ConnectState["kind"], Tone> = {
  none: "neutral",
  waiting: "info",
  connected: "success",
  trouble: "danger",
};

/** How far a connection has come, in a word. */
export function StateLight({ state }: { state: ConnectState }) {
  const t = useTranslations("connect");
  return (
    <Badge tone={TONES[state.kind]} dot>
      {t(`state.${state.kind}`)}
    </Badge>
  );
}

/** When the first and the last event came, of a connection that works. */
export function StateTimes({ state }: { state: Extract<ConnectState, { kind: "connected" }> }) {
  const t = useTranslations("connect");
  const now = useNow();
  const { firstAt, lastAt } = state;
  const moment = (at: number) => <TimeAgo at={at} now={Math.max(now, at)} />;
  return firstAt === null || firstAt === lastAt
    ? t.rich("state.last", { last: () => moment(lastAt) })
    : t.rich("state.lastAndFirst", { last: () => moment(lastAt), first: () => moment(firstAt) });
}
