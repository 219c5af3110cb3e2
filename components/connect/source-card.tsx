"use client";

import { AppWindow, Braces, CreditCard, type LucideIcon, Route, ShoppingBag, Store } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { Card } from "#components/ui/card.tsx";
import type { ListedSource, SourceId } from "./connect-outputs.ts";

import { StateLight, StateTimes } from "./state-light.tsx";

const ICONS: Record<SourceId, LucideIcon> = {
  site: AppWindow,
  shopify: ShoppingBag,
  woocommerce: Store,
  stripe: CreditCard,
  segment: Route,
  http: Braces,
};

/** One source in the grid; the whole card leads to its steps. */
export function SourceCard({ source: { id, state } }: { source: ListedSource }) {
  const t = useTranslations("connect");
  const say = useSay();

  const Icon = ICONS[id];
  return (
    <Card className="relative flex w-full flex-col p-5 hover:border-line-strong">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span
          aria-hidden="true"
          className="flex size-10 items-center justify-center rounded-md border bg-sunken text-muted [&_svg]:size-5"
        >
          <Icon />
        </span>
        <StateLight state={state} />
      </div>
      <h2 className="mt-4 text-base">
        <Link href={`/connect/${id}`} className="after:absolute after:inset-0 after:rounded-lg">
          {t(`source.${id}.name`)}
        </Link>
      </h2>
      <p className="mt-1 text-sm text-muted">{t(`source.${id}.summary`)}</p>
      {state.kind === "connected" && (
        <p className="mt-auto pt-3 text-sm text-muted">
          <StateTimes state={state} />
        </p>
      )}
      {state.kind === "trouble" && (
        <p className="mt-auto pt-3 text-sm text-danger [overflow-wrap:anywhere]">{say(state.reason)}</p>
      )}
    </Card>
  );
}
