"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useApi } from "#components/api.ts";
import { StagePeopleSheet } from "#components/lifecycle/stage-people-sheet.tsx";
import { formatMoney } from "#components/profiles/money.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { LifecycleStage } from "#workflows/lifecycle.ts";
import type { Week, WeekFigure } from "./week-outputs.ts";
import { WeekPeopleSheet } from "./week-people-sheet.tsx";

/** It says what happened in days, so it need not be read often. */
const REFRESH_MS = 5 * 60_000;

/** The week at a glance: who came, who is slipping away, and what workflows brought back. */
export function WeekCard() {
  const t = useTranslations("week");
  const api = useApi();
  const week = useQuery(
    api.overview.week.queryOptions(undefined, { refetchInterval: REFRESH_MS, staleTime: REFRESH_MS }),
  );
  return (
    <Card>
      <CardHeader title={t("title")} />
      <CardBody>
        <Loaded query={week} skeleton={<Skeleton className="h-32 rounded-md" />} errorTitle={t("loadFailed")}>
          {(loaded) => <Shown week={loaded} />}
        </Loaded>
      </CardBody>
    </Card>
  );
}

type Opened =
  | { kind: "week"; figure: WeekFigure; weeksAgo: 0 | 1 }
  | { kind: "stage"; stage: Extract<LifecycleStage, "at-risk" | "dormant"> };

/** The figures themselves; each opens its people. */
export function Shown({ week }: { week: Week }) {
  const t = useTranslations("week");
  const locale = useLocale();
  const [opened, setOpened] = useState<Opened | null>(null);
  const { now, before, stages, currency, event, atRiskDays } = week;
  const count = (value: number) => new Intl.NumberFormat(locale).format(value);
  const money = (value: number) => formatMoney(value, currency, locale);
  const pair = (figure: WeekFigure, name: "came" | "slipped" | "converted") => ({
    value: count(now[name]),
    before: count(before[name]),
    onOpen: (weeksAgo: 0 | 1) => setOpened({ kind: "week", figure, weeksAgo }),
  });
  const openStage = (stage: "at-risk" | "dormant") => setOpened({ kind: "stage", stage });
  return (
    <div className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
      <Part title={t("came.title")}>
        <Figure label={t("came.label")} {...pair("came", "came")} />
      </Part>
      <Part title={t("slipping.title")}>
        <Figure
          label={t("slipping.label")}
          help={t("slipping.help", { event, days: atRiskDays })}
          {...pair("slipped", "slipped")}
        />
        <p className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
          <span className="text-muted">{t("slipping.now")}</span>
          <NumberButton onClick={() => openStage("at-risk")}>
            {t("slipping.atRisk", { count: stages["at-risk"] })}
          </NumberButton>
          <NumberButton onClick={() => openStage("dormant")}>
            {t("slipping.dormant", { count: stages.dormant })}
          </NumberButton>
        </p>
        <Link href="/settings/lifecycle" className="text-sm text-muted hover:underline">
          {t("stages")}
        </Link>
      </Part>
      <Part title={t("back.title")}>
        <Figure label={t("back.label")} {...pair("converted", "converted")} />
        <Figure
          label={t("back.revenue")}
          help={t("back.orders", { count: now.orders })}
          value={money(now.revenue)}
          before={money(before.revenue)}
          onOpen={(weeksAgo) => setOpened({ kind: "week", figure: "ordered", weeksAgo })}
        />
      </Part>
      {opened?.kind === "week" && (
        <WeekPeopleSheet
          week={week}
          figure={opened.figure}
          weeksAgo={opened.weeksAgo}
          onClose={() => setOpened(null)}
        />
      )}
      {opened?.kind === "stage" && (
        <StagePeopleSheet
          title={opened.stage === "at-risk" ? t("people.atRisk") : t("people.dormant")}
          description={t("slipping.help", { event, days: atRiskDays })}
          stages={[opened.stage]}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h3 className="text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

type FigureProps = {
  label: string;
  help?: string;
  value: string;
  before: string;
  onOpen(weeksAgo: 0 | 1): void;
};

/** A figure with the one of the week before beside it. */
function Figure({ label, help, value, before, onOpen }: FigureProps) {
  const t = useTranslations("week");
  return (
    <div className="min-w-0">
      <p className="text-sm text-muted">{label}</p>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <NumberButton
          className="text-[1.5rem] font-semibold tracking-[-0.03em]"
          onClick={() => onOpen(0)}
          label={t("open", { label, value })}
        >
          {value}
        </NumberButton>
        <NumberButton
          className="text-sm text-muted"
          onClick={() => onOpen(1)}
          label={t("beforeOpen", { value: before })}
        >
          {t("before", { value: before })}
        </NumberButton>
      </p>
      {help && <p className="text-sm text-muted">{help}</p>}
    </div>
  );
}

function NumberButton({
  onClick,
  label,
  className = "",
  children,
}: {
  onClick(): void;
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      data-figures
      aria-label={label}
      onClick={onClick}
      className={`min-h-control-sm rounded-sm hover:underline ${className}`}
    >
      {children}
    </button>
  );
}
