"use client";

import { Radio } from "lucide-react";
import Link from "next/link";
import { useSay } from "#components/say.tsx";
import { useNow } from "#components/shell/session.tsx";
import { ArrivalRows } from "#components/site/arrival-rows.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { ConnectState, Source } from "./connect-outputs.ts";
import { StateLight, StateTimes } from "./state-light.tsx";

/** The light: whether anything has arrived, what, and what is wrong where something is. */
export function LightCard({ source: { state, hooks, keys, arrivals } }: { source: Source }) {
  const isOfAll = keys.length > 0;
  return (
    <Card>
      <CardHeader
        title="What arrives"
        description={
          state.kind === "connected" ? <StateTimes state={state} /> : "This page looks every few seconds."
        }
        actions={
          <span role="status">
            <StateLight state={state} />
          </span>
        }
        className="pb-4"
      />
      {state.kind === "trouble" && <Trouble state={state} />}
      <div className="border-t">
        {arrivals.length > 0 ? (
          <>
            <ArrivalRows events={arrivals} />
            {isOfAll && (
              <p className="border-t px-5 py-2.5 text-sm text-muted">
                The last events of all your customers, from here and from elsewhere.
              </p>
            )}
          </>
        ) : (
          <EmptyState icon={<Radio />} title="Nothing has arrived yet">
            {state.kind === "none"
              ? "Begin with the first step above."
              : "The first event shows here within seconds."}
          </EmptyState>
        )}
      </div>
      {(hooks.length > 0 || keys.length > 0) && <Manage hooks={hooks} />}
    </Card>
  );
}

function Trouble({ state }: { state: Extract<ConnectState, { kind: "trouble" }> }) {
  const say = useSay();
  const now = useNow();
  return (
    <div className="px-5 pb-4">
      <Banner
        tone="danger"
        title={state.at === null ? "It is not taking anything in" : "The last request was refused"}
        action={
          <ButtonLink size="sm" href={`/settings/hooks/${state.hookId}`}>
            See what arrived
          </ButtonLink>
        }
      >
        {say(state.reason)}.
        {state.at !== null && (
          <>
            {" It came "}
            <TimeAgo at={state.at} now={Math.max(now, state.at)} />.
          </>
        )}
      </Banner>
    </div>
  );
}

/** Where to change or remove what was made; with several hooks, how each of them does. */
function Manage({ hooks }: Pick<Source, "hooks">) {
  const linkStyle = "font-medium text-ember-ink hover:underline";
  if (hooks.length === 0) {
    return (
      <p className="border-t px-5 py-3 text-sm text-muted">
        To disconnect it, revoke its key under{" "}
        <Link href="/settings/api-keys" className={linkStyle}>
          API keys
        </Link>
        .
      </p>
    );
  }
  return (
    <ul aria-label="Connections" className="divide-y divide-line border-t">
      {hooks.map(({ id, name, state }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 py-3 text-sm"
        >
          <Link href={`/settings/hooks/${id}`} className={linkStyle}>
            Change or disconnect {name}
          </Link>
          {hooks.length > 1 && <StateLight state={state} />}
        </li>
      ))}
    </ul>
  );
}
