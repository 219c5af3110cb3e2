"use client";

import type { Message } from "#components/shell/outputs.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";

type Interaction = Message["interactions"][number];

const KIND_WORDS: Record<Interaction["kind"], string> = {
  opened: "Opened",
  clicked: "Clicked",
  shown: "Shown",
  dismissed: "Put away",
};

/** What was done with a message after it went out, by the person and, set apart, by programs. */
export function Interactions({ message }: { message: Message }) {
  const { interactions, channel } = message;
  if (channel === "webhook") return null;
  const people = interactions.filter(({ machine }) => !machine);
  const machines = interactions.filter(({ machine }) => machine);
  return (
    <Card>
      <CardHeader title="Opens and clicks" />
      <CardBody>
        {people.length === 0 ? (
          <p className="text-sm text-muted">
            {machines.length === 0 ? "None are known." : "None by a person are known."}
          </p>
        ) : (
          <Rows rows={people} />
        )}
        {machines.length > 0 && (
          <details className="mt-4 border-t pt-3">
            <summary className="rounded-sm py-1 text-sm font-medium marker:text-muted pointer-coarse:py-2.5">
              {machines.length === 1 ? "1 by a program" : `${machines.length} by programs`}
            </summary>
            <p className="mt-1 mb-3 text-sm text-muted">
              Probably a mail program or a scanner, not a person: some fetch pictures and follow links before
              anybody reads the message. These are counted nowhere.
            </p>
            <Rows rows={machines} />
          </details>
        )}
      </CardBody>
    </Card>
  );
}

function Rows({ rows }: { rows: Interaction[] }) {
  return (
    <ol className="flex flex-col gap-3 text-sm">
      {rows.map(({ id, kind, machine, url, at }) => (
        <li key={id}>
          <div className="flex items-center justify-between gap-3">
            <span className="font-medium">{KIND_WORDS[kind]}</span>
            {machine && <Badge tone="neutral">Program</Badge>}
          </div>
          <time dateTime={new Date(at).toISOString()} className="block text-muted">
            {formatDateTime(at, readerZone())}
          </time>
          {url && <p className="[overflow-wrap:anywhere]">{url}</p>}
        </li>
      ))}
    </ol>
  );
}
