"use client";

import { useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { ConnectState } from "./connect-outputs.ts";

const LIGHTS: Record<ConnectState["kind"], { tone: Tone; words: string }> = {
  none: { tone: "neutral", words: "Not connected" },
  waiting: { tone: "info", words: "Waiting for the first event" },
  connected: { tone: "success", words: "Connected" },
  trouble: { tone: "danger", words: "Needs a look" },
};

/** How far a connection has come, in a word. */
export function StateLight({ state }: { state: ConnectState }) {
  const { tone, words } = LIGHTS[state.kind];
  return (
    <Badge tone={tone} dot>
      {words}
    </Badge>
  );
}

/** When the first and the last event came, of a connection that works. */
export function StateTimes({ state }: { state: Extract<ConnectState, { kind: "connected" }> }) {
  const now = useNow();
  const { firstAt, lastAt } = state;
  return (
    <>
      Last event <TimeAgo at={lastAt} now={Math.max(now, lastAt)} />
      {firstAt !== null && firstAt !== lastAt && (
        <>
          {" · first event "}
          <TimeAgo at={firstAt} now={Math.max(now, firstAt)} />
        </>
      )}
    </>
  );
}
