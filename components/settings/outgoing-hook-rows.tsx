"use client";

import { useState } from "react";
import { useMay, useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { OutgoingHookMenu } from "./outgoing-hook-menu.tsx";
import { OutgoingHookNotices } from "./outgoing-hook-notices.tsx";
import type { OutgoingHook } from "./outgoing-hook-outputs.ts";
import { OutgoingHookSwitch } from "./outgoing-hook-switch.tsx";

/** The programs that are told, each with how that goes. */
export function OutgoingHookRows({ hooks }: { hooks: readonly OutgoingHook[] }) {
  return (
    <ul aria-label="Webhooks out" className="divide-y divide-line">
      {hooks.map((hook) => (
        <Row key={hook.id} hook={hook} />
      ))}
    </ul>
  );
}

function Row({ hook }: { hook: OutgoingHook }) {
  const mayEdit = useMay("editor");
  const [showing, setShowing] = useState(false);
  return (
    <li className="flex flex-col gap-3 px-5 py-4">
      <div className="flex items-start justify-between gap-4">
        <Facts hook={hook} />
        {mayEdit && (
          <div className="flex items-center gap-1.5">
            <OutgoingHookSwitch hook={hook} />
            <OutgoingHookMenu hook={hook} onTested={() => setShowing(true)} />
          </div>
        )}
      </div>
      {hook.offBecause && <OffReason {...hook.offBecause} />}
      <div>
        <Button size="sm" aria-label={`Recent notices to ${hook.host}`} onClick={() => setShowing(true)}>
          Recent notices
        </Button>
      </div>
      {showing && <OutgoingHookNotices hook={hook} onClose={() => setShowing(false)} />}
    </li>
  );
}

function Facts({ hook }: { hook: OutgoingHook }) {
  const now = useNow();
  const { host, url, kinds, offAt, last, oldSecretUntil, createdAt } = hook;
  return (
    <div className="min-w-0 text-sm [overflow-wrap:anywhere]">
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-[0.9375rem] font-medium">{host}</span>
        <State hook={hook} />
      </p>
      {url !== null && <p className="mt-0.5 font-mono text-[0.8125rem] text-muted">{url}</p>}
      <p className="mt-0.5 text-muted">
        {kinds.length === 1 ? kinds[0] : `${kinds.length} kinds of notices`}
        {" · added "}
        <TimeAgo at={createdAt} now={now} />
        {offAt !== null && (
          <>
            {" · off since "}
            <TimeAgo at={offAt} now={now} />
          </>
        )}
      </p>
      {last && <p className="text-muted">Last answer: {last.answer || "none"}</p>}
      {oldSecretUntil !== null && (
        <p className="text-muted">
          The old secret signs too, until <TimeAgo at={oldSecretUntil} now={now} />
        </p>
      )}
    </div>
  );
}

function State({ hook: { offAt, last } }: { hook: OutgoingHook }) {
  if (offAt !== null) return <Badge>Off</Badge>;
  if (!last) return <Badge tone="info">Nothing sent yet</Badge>;
  return last.delivered ? (
    <Badge tone="success" dot>
      Working
    </Badge>
  ) : (
    <Badge tone="warning" dot>
      Last try failed
    </Badge>
  );
}

function OffReason({ why, answer }: NonNullable<OutgoingHook["offBecause"]>) {
  return (
    <Banner tone="warning" title="Rekindle has switched this off">
      {why === "gone"
        ? "The program answered that the address is gone for good."
        : "The program took nothing for three days."}
      {answer && ` Its last answer: ${answer}`}
    </Banner>
  );
}
