"use client";

import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { textLength, wordSegments, wordUnits } from "#workflows/text-length.ts";
import { Fact, FactList } from "./fact-list.tsx";
import { type RenderedText, TextBubble } from "./text-bubble.tsx";

/** A text message or a WhatsApp message as it stands on the phone, with how it travels. */
export function TextView({ text }: { text: RenderedText }) {
  const { channel, from, to, body, template } = text;
  return (
    <Card>
      <CardHeader
        title={channel === "sms" ? "The text message" : "The WhatsApp message"}
        description={
          template === undefined
            ? undefined
            : "WhatsApp keeps the words of a template itself and fills in what was sent along."
        }
      />
      <CardBody>
        <div className="rounded-md bg-sunken px-4 py-6">
          <p className="mb-2 text-xs text-muted [overflow-wrap:anywhere]">{from || "Your number"}</p>
          <TextBubble text={text} />
        </div>
        <FactList>
          <Fact name="From">{from || "No number was set up"}</Fact>
          <Fact name="To">{to || "No number"}</Fact>
          {channel === "sms" && <Length body={body} />}
          {template !== undefined && <Fact name="Template">{template}</Fact>}
        </FactList>
      </CardBody>
    </Card>
  );
}

function Length({ body }: { body: string }) {
  const length = textLength(body);
  return (
    <>
      <Fact name="Length">{wordUnits(length)}</Fact>
      <Fact name="Sent as">{wordSegments(length)}</Fact>
    </>
  );
}
