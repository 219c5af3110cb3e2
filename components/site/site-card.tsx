"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CodeBlock } from "#components/settings/code-block.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { NewSiteKey } from "./new-site-key.tsx";
import { PushOptions } from "./push-options.tsx";
import { DEFAULT_SITE_OPTIONS, type SiteOptions, siteCode } from "./site-code.ts";
import { SiteKey, type WriteKey } from "./site-key.tsx";
import { SiteOptionsForm } from "./site-options-form.tsx";

type Props = {
  keys: readonly WriteKey[];
  current: WriteKey | null;
  onChoose: (id: number) => void;
  stub: string;
  /** This server's, as the visitors reach it. */
  address: string;
};

/** The code to put on the site, with what can be chosen about it. */
export function SiteCard({ keys, current, onChoose, stub, address }: Props) {
  const t = useTranslations("site");
  const words = { question: t("push.defaultQuestion"), yes: t("push.defaultYes"), no: t("push.defaultNo") };
  const [options, setOptions] = useState<SiteOptions>({ ...DEFAULT_SITE_OPTIONS, ...words });
  const change = (changes: Partial<SiteOptions>) => setOptions((before) => ({ ...before, ...changes }));
  return (
    <Card>
      <CardHeader title={t("code.title")} description={t("code.description")} />
      <CardBody className="flex flex-col gap-5">
        {current ? (
          <>
            {keys.length > 1 && <SiteKey keys={keys} current={current} onChoose={onChoose} />}
            <SiteOptionsForm options={options} onChange={change} />
            {options.push && <PushOptions options={options} onChange={change} />}
            <div className="flex flex-col gap-2">
              <h3 className="text-sm font-medium">{t("code.copy")}</h3>
              <CodeBlock
                label={t("code.label")}
                code={siteCode({ stub, address, writeKey: current.writeKey }, withWords(options, words))}
              />
              <p className="text-sm text-muted">{t("code.help")}</p>
            </div>
          </>
        ) : (
          <NewSiteKey onMade={onChoose} />
        )}
      </CardBody>
    </Card>
  );
}

/** An empty text stands for ours. */
function withWords(options: SiteOptions, words: Pick<SiteOptions, "question" | "yes" | "no">): SiteOptions {
  return {
    ...options,
    question: options.question.trim() ? options.question : words.question,
    yes: options.yes.trim() ? options.yes : words.yes,
    no: options.no.trim() ? options.no : words.no,
  };
}
