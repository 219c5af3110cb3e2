"use client";

import { Radio } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("connect");
  const isOfAll = keys.length > 0;
  return (
    <Card>
      <CardHeader
        title={t("light.title")}
        description={state.kind === "connected" ? <StateTimes state={state} /> : t("light.looking")}
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
            {isOfAll && <p className="border-t px-5 py-2.5 text-sm text-muted">{t("light.ofAll")}</p>}
          </>
        ) : (
          <EmptyState icon={<Radio />} title={t("light.nothing")}>
            {state.kind === "none" ? t("light.begin") : t("light.soon")}
          </EmptyState>
        )}
      </div>
      {(hooks.length > 0 || keys.length > 0) && <Manage hooks={hooks} />}
    </Card>
  );
}

function Trouble({ state }: { state: Extract<ConnectState, { kind: "trouble" }> }) {
  const t = useTranslations("connect");
  const say = useSay();
  const now = useNow();
  const { at } = state;
  return (
    <div className="px-5 pb-4">
      <Banner
        tone="danger"
        title={at === null ? t("light.notTaking") : t("light.lastRefused")}
        action={
          <ButtonLink size="sm" href={`/settings/hooks/${state.hookId}`}>
            {t("light.see")}
          </ButtonLink>
        }
      >
        {t.rich(at === null ? "light.why" : "light.whyAt", {
          why: say(state.reason),
          moment: () => at !== null && <TimeAgo at={at} now={Math.max(now, at)} />,
        })}
      </Banner>
    </div>
  );
}

/** Where to change or remove what was made; with several hooks, how each of them does. */
function Manage({ hooks }: Pick<Source, "hooks">) {
  const t = useTranslations("connect");
  const linkStyle = "font-medium text-ember-ink hover:underline";
  if (hooks.length === 0) {
    return (
      <p className="border-t px-5 py-3 text-sm text-muted">
        {t.rich("light.disconnect", {
          link: (chunks) => (
            <Link href="/settings/api-keys" className={linkStyle}>
              {chunks}
            </Link>
          ),
        })}
      </p>
    );
  }
  return (
    <ul aria-label={t("light.connections")} className="divide-y divide-line border-t">
      {hooks.map(({ id, name, state }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 py-3 text-sm"
        >
          <Link href={`/settings/hooks/${id}`} className={linkStyle}>
            {t("light.change", { name })}
          </Link>
          {hooks.length > 1 && <StateLight state={state} />}
        </li>
      ))}
    </ul>
  );
}
