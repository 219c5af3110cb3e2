import Link from "next/link";
import type { ReactNode } from "react";
import type { Channel } from "#components/messages/message-words.ts";
import { useSay } from "#components/say.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { wordOrders } from "#components/workflows/order-results.tsx";
import { tellsReactions } from "#workflows/noted-reactions.ts";
import { wordCount } from "./one-off-words.ts";
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
  const days = windowDays === 1 ? "1 day" : `${windowDays} days`;
  return (
    <Card>
      <CardHeader
        title="What came of it"
        description={`People, each counted once. Orders and unsubscribing count for ${days} after the message, whether or not it was the reason.`}
      />
      <CardBody className="flex flex-col gap-6">
        <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:flex sm:flex-wrap sm:gap-x-10">
          <Figure
            name={channel === "in-app" ? "Ready for" : "Got it"}
            note={captured > 0 && `${wordCount(captured)} of them kept here`}
          >
            {wordCount(reached)}
          </Figure>
          <Reactions results={results} channel={channel} />
          <Figure name="Unsubscribed">{share(results.unsubscribed, reached)}</Figure>
          {results.bounced > 0 && <Figure name="Came back">{share(results.bounced, reached)}</Figure>}
          {results.complained > 0 && (
            <Figure name="Reported as spam">{share(results.complained, reached)}</Figure>
          )}
          <Figure
            name="Orders"
            note={
              orders.inOtherCurrencies > 0 &&
              `${wordCount(orders.inOtherCurrencies)} in other currencies, without their sums`
            }
          >
            {wordOrders(orders.all, orders.currency)}
          </Figure>
        </dl>
        {messages.unknown > 0 && (
          <p data-figures className="text-sm text-muted">
            Of {wordCount(messages.unknown)} it is not clear whether they arrived: the connection broke. They
            count as having got it and are not sent again.
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
            See the messages
          </Link>
        </CardFooter>
      )}
    </Card>
  );
}

/** What people did with it; programs, which open and click before anybody reads, stand apart. */
function Reactions({ results, channel }: { results: OneOffResults; channel: Channel | null }) {
  const { reached, opened, clicked, shown, dismissed, tracks } = results;
  const isInApp = channel === "in-app";
  return (
    <>
      {isInApp && (
        <Figure name="Shown" note={tracks && byPrograms(shown.machines)}>
          {tracks || shown.people > 0 ? share(shown.people, reached) : "Not noted"}
        </Figure>
      )}
      {channel === "email" && (
        <Figure name="Opened" note={tracks && byPrograms(opened.machines)}>
          {tracks || opened.people > 0 ? share(opened.people, reached) : "Not noted"}
        </Figure>
      )}
      {(channel === null || tellsReactions(channel)) && (
        <Figure name="Clicked" note={tracks && byPrograms(clicked.machines)}>
          {tracks || clicked.people > 0 ? share(clicked.people, reached) : "Not noted"}
        </Figure>
      )}
      {(isInApp || dismissed.people > 0) && (
        <Figure name="Put away">{share(dismissed.people, reached)}</Figure>
      )}
    </>
  );
}

function NotSent({ reasons }: { reasons: OneOffResults["reasons"] }) {
  const say = useSay();
  return (
    <section aria-label="Not sent" className="border-t pt-5 text-sm">
      <h3 className="text-base">Not sent</h3>
      <ul className="mt-2 flex flex-col gap-1">
        {reasons.map(({ code, text, count }) => (
          <li key={code} className="flex items-baseline gap-3">
            <span data-figures className="min-w-8 text-right font-medium">
              {wordCount(count)}
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
function share(people: number, reached: number): string {
  if (people === 0 || reached === 0) return wordCount(people);
  const percent = (people / reached) * 100;
  return `${wordCount(people)} (${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %)`;
}

function byPrograms(machines: number): string | false {
  return machines > 0 && `and ${wordCount(machines)} by programs only`;
}
