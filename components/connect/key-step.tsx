"use client";

import { SecretOnce } from "#components/settings/secret-once.tsx";
import { useMay, useNow } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { SourceKey } from "./connect-outputs.ts";
import { Step } from "./steps.tsx";
import type { SourceKeys } from "./use-source-key.ts";

/** The first step of every source with a key: make it, and copy it where it is not in the code already. */
export function KeyStep({ keys, purpose }: { keys: SourceKeys; purpose: string }) {
  const isOwner = useMay("owner");
  const { current, shown, start, isStarting } = keys;
  if (!current) {
    return (
      <Step number={1} title="Make a key">
        <p className="text-muted">{purpose}</p>
        {isOwner && (
          <Button variant="primary" className="self-start" loading={isStarting} onClick={() => start(false)}>
            Make a key
          </Button>
        )}
      </Step>
    );
  }
  if (current.kind === "secret" && shown !== null) {
    return (
      <Step number={1} title="Copy the key">
        <SecretOnce label="API key" value={shown} />
        <p className="text-muted">
          Copy it now: once you leave this page it is not shown again. It can send events and customers, and
          do nothing else.
        </p>
      </Step>
    );
  }
  return (
    <Step number={1} title="The key is made">
      <MadeKey current={current} />
      {current.kind === "secret" && isOwner && (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-muted">It cannot be shown again. If it is lost, make another one.</p>
          <Button size="sm" loading={isStarting} onClick={() => start(true)}>
            Make another key
          </Button>
        </div>
      )}
    </Step>
  );
}

function MadeKey({ current }: { current: SourceKey }) {
  const now = useNow();
  return (
    <p className="text-muted">
      “{current.name}” was made <TimeAgo at={current.createdAt} now={Math.max(now, current.createdAt)} />
      {current.kind === "write" && ". It stands in the code of the next step, and is made to be seen"}.
    </p>
  );
}
