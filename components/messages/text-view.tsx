"use client";

import { useLocale, useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { textLength } from "#workflows/text-length.ts";
import { Fact, FactList } from "./fact-list.tsx";
import { wordSegments, wordUnits } from "./length-words.ts";
import { type RenderedText, TextBubble } from "./text-bubble.tsx";

/** A text message or a WhatsApp message as it stands on the phone, with how it travels. */
export function TextView({ text }: { text: RenderedText }) {
  const t = useTranslations("messages.text");
  const { channel, from, to, body, template } = text;
  return (
    <Card>
      <CardHeader title={t(channel)} description={template === undefined ? undefined : t("templateHelp")} />
      <CardBody>
        <div className="rounded-md bg-sunken px-4 py-6">
          <p className="mb-2 text-xs text-muted [overflow-wrap:anywhere]">{from || t("yourNumber")}</p>
          <TextBubble text={text} />
        </div>
        <FactList>
          <Fact name={t("from")}>{from || t("noSender")}</Fact>
          <Fact name={t("to")}>{to || t("noNumber")}</Fact>
          {channel === "sms" && <Length body={body} />}
          {template !== undefined && <Fact name={t("template")}>{template}</Fact>}
        </FactList>
      </CardBody>
    </Card>
  );
}

function Length({ body }: { body: string }) {
  const t = useTranslations("messages");
  const locale = useLocale();
  const length = textLength(body);
  return (
    <>
      <Fact name={t("text.length")}>{wordUnits(length, t)}</Fact>
      <Fact name={t("text.sentAs")}>{wordSegments(length, t, locale)}</Fact>
    </>
  );
}
