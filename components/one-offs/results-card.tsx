"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { Channel } from "#components/messages/message-words.ts";
import { useSay } from "#components/say.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { OrderTotals } from "#components/workflows/order-results.tsx";
import { tellsReactions } from "#workflows/noted-reactions.ts";
import { useWords, type Words } from "./one-off-words.ts";
import type { OneOffResults } from "./outputs.ts";

type Props = {
  results: OneOffResults;
  channel: Channel | null;
  /** What sends it; its messages are listed by it. */
  workflowId: number | null;
};

/** What came of a message: who got it, what they did, and why others did not get it. */
export function ResultsCard({ results, channel, workflowId }: Props) {
  const { reached, captured, messages, orders, windowDays, reasons } = results;
  const words = useWords();
  const { t, language } = words;
  return (
    <Card>
      <CardHeader title={t("results.title")} description={t("results.description", { days: windowDays })} />
      <CardBody className="flex flex-col gap-6">
        <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:flex sm:flex-wrap sm:gap-x-10">
          <Figure
            name={channel === "in-app" ? t("results.readyFor") : t("results.gotIt")}
            note={captured > 0 && t("results.keptHere", { count: captured })}
          >
            {reached.toLocaleString(language)}
          </Figure>
          <Reactions results={results} channel={channel} />
          <Figure name={t("results.unsubscribed")}>{share(results.unsubscribed, reached, words)}</Figure>
          {results.bounced > 0 && (
            <Figure name={t("results.bounced")}>{share(results.bounced, reached, words)}</Figure>
          )}
          {results.complained > 0 && (
            <Figure name={t("results.complained")}>{share(results.complained, reached, words)}</Figure>
          )}
          <Figure
            name={t("results.orders")}
            note={
              orders.inOtherCurrencies > 0 &&
              t("results.otherCurrencies", { count: orders.inOtherCurrencies })
            }
          >
            <OrderTotals totals={orders.all} currency={orders.currency} />
          </Figure>
        </dl>
        {messages.unknown > 0 && (
          <p data-figures className="text-sm text-muted">
            {t("results.unclear", { count: messages.unknown })}
          </p>
        )}
        {reasons.length > 0 && <NotSent reasons={reasons} />}
      </CardBody>
      {workflowId !== null && (
        <CardFooter>
          <Link
            href={`/messages?workflow=${workflowId}`}
            className="inline-flex min-h-control-sm items-center text-sm font-medium text-ember-ink hover:underline"
          >
            {t("results.messages")}
          </Link>
        </CardFooter>
      )}
    </Card>
  );
}

/** What people did with it; programs, which open and click before anybody reads, stand apart. */
function Reactions({ results, channel }: { results: OneOffResults; channel: Channel | null }) {
  const { reached, opened, clicked, shown, dismissed, tracks } = results;
  const words = useWords();
  const { t } = words;
  const byPrograms = (count: number) => count > 0 && t("results.programs", { count });
  const isInApp = channel === "in-app";
  return (
    <>
      {isInApp && (
        <Figure name={t("results.shown")} note={tracks && byPrograms(shown.machines)}>
          {tracks || shown.people > 0 ? share(shown.people, reached, words) : t("results.notNoted")}
        </Figure>
      )}
      {channel === "email" && (
        <Figure name={t("results.opened")} note={tracks && byPrograms(opened.machines)}>
          {tracks || opened.people > 0 ? share(opened.people, reached, words) : t("results.notNoted")}
        </Figure>
      )}
      {(channel === null || tellsReactions(channel)) && (
        <Figure name={t("results.clicked")} note={tracks && byPrograms(clicked.machines)}>
          {tracks || clicked.people > 0 ? share(clicked.people, reached, words) : t("results.notNoted")}
        </Figure>
      )}
      {(isInApp || dismissed.people > 0) && (
        <Figure name={t("results.putAway")}>{share(dismissed.people, reached, words)}</Figure>
      )}
    </>
  );
}

function NotSent({ reasons }: { reasons: OneOffResults["reasons"] }) {
  const { t, language } = useWords();
  const say = useSay();
  return (
    <section aria-label={t("results.notSent")} className="border-t pt-5 text-sm">
      <h3 className="text-base">{t("results.notSent")}</h3>
      <ul className="mt-2 flex flex-col gap-1">
        {reasons.map(({ code, text, count }) => (
          <li key={code} className="flex items-baseline gap-3">
            <span data-figures className="min-w-8 text-right font-medium">
              {count.toLocaleString(language)}
            </span>
            <span className="min-w-0 text-muted [overflow-wrap:anywhere]">{say(text)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Figure({ name, note, children }: { name: string; note?: string | false; children: ReactNode }) {
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <dt className="text-sm text-muted">{name}</dt>
      <dd data-figures className="mt-0.5 font-semibold">
        {children}
        {note && <span className="block text-sm font-normal text-muted">{note}</span>}
      </dd>
    </div>
  );
}

/** "120 (10 %)" */
function share(count: number, reached: number, { t, language }: Words): string {
  if (count === 0 || reached === 0) return count.toLocaleString(language);
  const percent = (count / reached) * 100;
  return t("results.share", { count, percent: percent < 10 ? percent.toFixed(1) : Math.round(percent) });
}
