"use client";

import { useTranslations } from "next-intl";
import { useWholeConfig } from "#components/config-form/config-context.tsx";
import { textOf } from "#components/config-form/control.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { designText } from "./design-text.ts";
import { readDesign } from "./new-block.ts";
import { LongTemplateInput } from "./template-inputs.tsx";

const TEXT_MAX_CHARS = 20_000;

type Props = {
  rendered: string | undefined;
  /** It cannot be changed. */
  viewing: boolean;
};

/** What mail programs without HTML show: made from the email until somebody writes it. */
export function TextAlternative({ rendered, viewing }: Props) {
  const t = useTranslations("email-editor");
  const { config, change } = useWholeConfig();
  const own = textOf(config.text);
  const write = (text: string) => change({ text }, "text");
  return (
    <section aria-labelledby="text-alternative" className="rounded-lg border bg-raised p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="text-alternative" className="text-base">
          {t("plain.title")}
        </h2>
        <Badge>{own === "" ? t("plain.made") : t("plain.own")}</Badge>
        <span className="ml-auto">
          {viewing ? null : own !== "" ? (
            <Button size="sm" onClick={() => write("")}>
              {t("plain.makeAgain")}
            </Button>
          ) : config.format === "design" ? (
            <Button size="sm" onClick={() => write(designText(readDesign(config.design), t))}>
              {t("plain.write")}
            </Button>
          ) : null}
        </span>
      </div>
      <p className="mt-1 text-sm text-muted">{t("plain.help")}</p>
      {own !== "" && !viewing && (
        <div className="mt-4">
          <LongTemplateInput
            label={t("plain.label")}
            value={own}
            maxChars={TEXT_MAX_CHARS}
            onChange={write}
          />
        </div>
      )}
      <pre className="mt-4 max-h-96 overflow-y-auto rounded-md bg-sunken p-3 font-mono text-[0.8125rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
        {rendered ?? "…"}
      </pre>
    </section>
  );
}
