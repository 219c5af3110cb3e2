"use client";

import { Plug, Store } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LoadSampleShopButton } from "#components/sample-shop/load-sample-shop-button.tsx";
import { useSampleShop } from "#components/sample-shop/use-sample-shop.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

/** The page behind the setup: a made-up shop to look around in, or one's own. */
export function WhereToBegin() {
  const t = useTranslations("first-run.start");
  const { state } = useSampleShop();
  const isLoaded = state.data?.state === "loaded";
  return (
    <>
      <PageHeader title={t("title")} description={t("help")} />
      <div className="grid gap-5 md:grid-cols-2">
        <Way icon={<Store />} title={t("explore")} help={isLoaded ? t("ready") : t("exploreHelp")}>
          <LoadSampleShopButton variant="primary" />
          {isLoaded && (
            <ButtonLink variant="primary" href="/">
              {t("look")}
            </ButtonLink>
          )}
        </Way>
        <Way icon={<Plug />} title={t("connect")} help={t("connectHelp")}>
          <ButtonLink href="/connect">{t("connectNow")}</ButtonLink>
        </Way>
      </div>
      <p className="mt-6">
        <Link
          href="/"
          className="inline-flex min-h-control-sm items-center text-sm text-muted hover:underline"
        >
          {t("later")}
        </Link>
      </p>
    </>
  );
}

type WayProps = { icon: ReactNode; title: string; help: string; children: ReactNode };

function Way({ icon, title, help, children }: WayProps) {
  return (
    <Card className="flex flex-col items-start gap-3 p-6">
      <span
        aria-hidden="true"
        className="flex size-13 items-center justify-center rounded-xl border border-ember-line bg-ember-soft text-ember-ink [&_svg]:size-6"
      >
        {icon}
      </span>
      <h2 className="text-lg">{title}</h2>
      <p className="text-sm text-muted">{help}</p>
      <div className="mt-auto flex flex-wrap gap-2 pt-2">{children}</div>
    </Card>
  );
}
