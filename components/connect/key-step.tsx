"use client";

import { useTranslations } from "next-intl";
import { SecretOnce } from "#components/settings/secret-once.tsx";
import { useMay, useNow } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { SourceKey } from "./connect-outputs.ts";
import { Step } from "./steps.tsx";
import type { SourceKeys } from "./use-source-key.ts";

/** The first step of every source with a key: make it, and copy it where it is not in the code already. */
export function KeyStep({ keys, purpose }: { keys: SourceKeys; purpose: string }) {
  const t = useTranslations("connect");
  const isOwner = useMay("owner");
  const { current, shown, start, isStarting } = keys;
  if (!current) {
    return (
      <Step number={1} title={t("key.make")}>
        <p className="text-muted">{purpose}</p>
        {isOwner && (
          <Button variant="primary" className="self-start" loading={isStarting} onClick={() => start(false)}>
            {t("key.make")}
          </Button>
        )}
      </Step>
    );
  }
  if (current.kind === "secret" && shown !== null) {
    return (
      <Step number={1} title={t("key.copy")}>
        <SecretOnce label={t("key.label")} value={shown} />
        <p className="text-muted">{t("key.once")}</p>
      </Step>
    );
  }
  return (
    <Step number={1} title={t("key.made")}>
      <MadeKey current={current} />
      {current.kind === "secret" && isOwner && (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-muted">{t("key.lost")}</p>
          <Button size="sm" loading={isStarting} onClick={() => start(true)}>
            {t("key.another")}
          </Button>
        </div>
      )}
    </Step>
  );
}

function MadeKey({ current }: { current: SourceKey }) {
  const t = useTranslations("connect");
  const now = useNow();
  return (
    <p className="text-muted">
      {t.rich(current.kind === "write" ? "key.writeMadeAt" : "key.madeAt", {
        name: current.name,
        moment: () => <TimeAgo at={current.createdAt} now={Math.max(now, current.createdAt)} />,
      })}
    </p>
  );
}
