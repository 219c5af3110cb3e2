"use client";

import { useQuery } from "@tanstack/react-query";
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
  const span = orderDays === 1 ? "1 day" : `${orderDays} days`;
  return (
    <>
      <CardHeader
        title={`Orders within ${span} of a message`}
        description={`Of the last ${periodDays} days. An order is counted for each workflow that wrote to the person before it, whether or not that was the reason for it.`}
      />
      <CardBody>
        <dl className="flex flex-wrap gap-x-8 gap-y-3">
          <Figure name="After a message or a click">{wordOrders(all, currency)}</Figure>
          <Figure name="Of these, after a click">
            {tracks || clicked.orders > 0 ? wordOrders(clicked, currency) : "Clicks are not noted"}
          </Figure>
        </dl>
        {inOtherCurrencies > 0 && (
          <p className="mt-3 text-sm text-muted">
            {inOtherCurrencies === 1
              ? "1 order in another currency is counted without its sum."
              : `${inOtherCurrencies} orders in other currencies are counted without their sums.`}
          </p>
        )}
      </CardBody>
    </>
  );
}

/** "3 orders by 2 people, $120.00" */
export function wordOrders({ orders, people, revenue }: Results["all"], currency: string): string {
  if (orders === 0) return "None";
  const what = orders === 1 ? "1 order" : `${orders.toLocaleString("en")} orders`;
  const who = people === 1 ? "1 person" : `${people.toLocaleString("en")} people`;
  return `${what} by ${who}, ${formatMoney(revenue, currency)}`;
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
