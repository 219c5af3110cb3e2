"use client";

import { useNow } from "#components/shell/session.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { HookAddress } from "./hook-address.tsx";
import { HookMenu } from "./hook-menu.tsx";
import type { Hook } from "./hook-outputs.ts";

/** The hooks, each with its address for those who may see it. */
export function HookRows({ hooks }: { hooks: readonly Hook[] }) {
  return (
    <ul aria-label="Incoming hooks" className="divide-y divide-line">
      {hooks.map((hook) => (
        <li key={hook.id} className="flex flex-col gap-3 px-5 py-4">
          <div className="flex items-start justify-between gap-4">
            <HookFacts hook={hook} />
            {hook.address !== null && <HookMenu hook={hook} address={hook.address} />}
          </div>
          {hook.address !== null && <HookAddress address={hook.address} name={hook.name} />}
        </li>
      ))}
    </ul>
  );
}

function HookFacts({ hook }: { hook: Hook }) {
  const now = useNow();
  return (
    <div className="min-w-0 text-sm [overflow-wrap:anywhere]">
      <p className="text-[0.9375rem] font-medium">{hook.name}</p>
      <p className="mt-0.5 text-muted">
        Records “{hook.eventName}” for the person whose{" "}
        {hook.personKind === "email" ? "email address" : "customer number"} is in{" "}
        <code className="font-mono text-[0.8125rem]">{hook.personPath}</code>
      </p>
      <p className="text-muted">
        {hook.lastReceivedAt === null ? (
          "Nothing received yet"
        ) : (
          <>
            Last received <TimeAgo at={hook.lastReceivedAt} now={now} />
          </>
        )}
        {" · created "}
        <TimeAgo at={hook.createdAt} now={now} />
      </p>
    </div>
  );
}
