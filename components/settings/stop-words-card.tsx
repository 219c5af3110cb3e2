import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { textKeywords } from "#workflows/text-keywords.ts";

/** What happens when a customer answers a text message, above all with the word that ends them. */
export function StopWordsCard() {
  return (
    <Card>
      <CardHeader
        title="When somebody answers STOP"
        description="The answer has to be that one word. Large or small letters and signs around it do not matter."
      />
      <CardBody>
        <dl className="flex max-w-2xl flex-col gap-4 text-sm">
          <Rule words={textKeywords.stop.join(", ")}>
            That number gets nothing more by this way, not even transactional messages: no text messages after
            a text message, nothing on WhatsApp after a WhatsApp message. Everybody with that number counts as
            unsubscribed, and their history tells of it.
          </Rule>
          <Rule words={textKeywords.start.join(", ")}>
            Takes back a STOP: what the person got before may be sent again. Without a STOP before it, it
            changes nothing.
          </Rule>
          <Rule words={textKeywords.help.join(", ")}>
            The person is told whose messages these are and how to leave. Nothing else changes.
          </Rule>
          <Rule words="Any other answer">
            Becomes the event “Text Received” in the history of the one person with that number, so that a
            workflow can start from it.
          </Rule>
        </dl>
      </CardBody>
    </Card>
  );
}

function Rule({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div>
      <dt className="font-medium [overflow-wrap:anywhere]">{words}</dt>
      <dd className="mt-0.5 text-muted">{children}</dd>
    </div>
  );
}
