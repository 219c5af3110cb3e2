"use client";

import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import type { Condition } from "#workflows/condition.ts";
import { phrase } from "#workflows/phrase.ts";
import { wordCondition } from "#workflows/word-condition.ts";

/** The rule read back, so that nobody has to trust the form. */
export function RuleSentence({ rule }: { rule: Condition }) {
  const t = useTranslations("segments.editor");
  const say = useSay();
  return (
    <div className="rounded-md border border-ember-line bg-ember-soft px-3.5 py-3 text-sm">
      <p className="text-muted">{t("inWords")}</p>
      <p className="mt-0.5 font-medium [overflow-wrap:anywhere]">
        {say(phrase("Everybody for whom this holds: {rule}", { rule: phrase(wordCondition(rule)) }))}
      </p>
    </div>
  );
}
