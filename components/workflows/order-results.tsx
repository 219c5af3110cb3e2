"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useApi } from "#components/api.ts";
import { formatMoney } from "#components/profiles/money.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { OrderResults as Results } from "./outputs.ts";

/** How often people ordered after what a workflow sent them, with the spans that this was looked at. */
export function OrderResults({ workflowId }: { workflowId: number }) {
  const api = useApi();
  const results = useQuery(api.results.orders.queryOptions({ workflowId }));
  if (results.isPending) return <Skeleton className="mt-4 h-36 rounded-lg" />;
  return (
    <Card className="mt-4">
      {results.isError ? (
        <ErrorState onRetry={() => void results.refetch()} retrying={results.isFetching}>
          {results.error.message}
        </ErrorState>
      ) : (
        <Shown results={results.data} />
      )}
    </Card>
  );
}

function Shown({ results }: { results: Results }) {
  const { all, clicked, inOtherCurrencies, currency, orderDays, periodDays, tracks } = results;
  const t = useTranslations("workflows.orders");
  return (
    <>
      <CardHeader
        title={t("title", { days: orderDays })}
        description={t("description", { days: periodDays })}
      />
      <CardBody>
        <dl className="flex flex-wrap gap-x-8 gap-y-3">
          <Figure name={t("all")}>
            <OrderTotals totals={all} currency={currency} />
          </Figure>
          <Figure name={t("clicked")}>
            {tracks || clicked.orders > 0 ? (
              <OrderTotals totals={clicked} currency={currency} />
            ) : (
              t("notNoted")
            )}
          </Figure>
        </dl>
        {inOtherCurrencies > 0 && (
          <p className="mt-3 text-sm text-muted">{t("otherCurrencies", { count: inOtherCurrencies })}</p>
        )}
      </CardBody>
    </>
  );
}

type TotalsProps = { totals: Results["all"]; currency: string };

/** "3 orders by 2 people, $120.00" */
export function OrderTotals({ totals: { orders, people, revenue }, currency }: TotalsProps) {
  const t = useTranslations("workflows.orders");
  const locale = useLocale();
  if (orders === 0) return t("none");
  return t("totals", { orders, people, revenue: formatMoney(revenue, currency, locale) });
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <dt className="text-sm text-muted">{name}</dt>
      <dd data-figures className="font-medium">
        {children}
      </dd>
    </div>
  );
}
