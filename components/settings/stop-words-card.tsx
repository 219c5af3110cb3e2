import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { textKeywords } from "#workflows/text-keywords.ts";
import { PLAIN_LIST } from "./settings-words.ts";

/** What happens when a customer answers a text message, above all with the word that ends them. */
export function StopWordsCard() {
  const t = useTranslations("settings");
  const format = useFormatter();
  return (
    <Card>
      <CardHeader title={t("texting.stop.title")} description={t("texting.stop.description")} />
      <CardBody>
        <dl className="flex max-w-2xl flex-col gap-4 text-sm">
          <Rule words={format.list(textKeywords.stop, PLAIN_LIST)}>{t("texting.stop.stop")}</Rule>
          <Rule words={format.list(textKeywords.start, PLAIN_LIST)}>{t("texting.stop.start")}</Rule>
          <Rule words={format.list(textKeywords.help, PLAIN_LIST)}>{t("texting.stop.help")}</Rule>
          <Rule words={t("texting.stop.other")}>{t("texting.stop.otherHelp")}</Rule>
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
