"use client";

import type { Message } from "#components/shell/outputs.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";
import { outcomeWord, wordEndpoint } from "./message-words.ts";

/** Every attempt to hand the message over, and how it went. */
export function Deliveries({ message }: { message: Message }) {
  const { channel, endpoint, captured, deliveries, contentRemoved } = message;
  return (
    <Card>
      <CardHeader
        title="Attempts"
        description={`To ${wordEndpoint(channel, endpoint)}`}
        className="break-words"
      />
      <CardBody>
        {deliveries.length === 0 ? (
          <p className="text-sm text-muted">
            {contentRemoved
              ? "The attempts are no longer kept."
              : "None so far: the message was not handed over."}
          </p>
        ) : (
          <ol className="flex flex-col gap-4">
            {deliveries.map((delivery) => (
              <Attempt key={`${delivery.attempt}-${delivery.at}`} delivery={delivery} captured={captured} />
            ))}
          </ol>
        )}
      </CardBody>
    </Card>
  );
}

type AttemptProps = { delivery: Message["deliveries"][number]; captured: boolean };

function Attempt({ delivery, captured }: AttemptProps) {
  const { at, attempt, outcome } = delivery;
  const isKept = captured && outcome === "sent";
  const { label, tone } = outcomeWord(isKept ? "captured" : outcome);
  const text = isKept ? "It went to the messages here instead of going out." : delivery.text;
  return (
    <li>
      <div className="flex items-center justify-between gap-3">
        <span className="text-sm font-medium">Attempt {attempt}</span>
        <Badge tone={tone}>{label}</Badge>
      </div>
      <time dateTime={new Date(at).toISOString()} className="block text-sm text-muted">
        {formatDateTime(at, readerZone())}
      </time>
      {text && <p className="mt-1 text-sm [overflow-wrap:anywhere]">{text}</p>}
    </li>
  );
}
