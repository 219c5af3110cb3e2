"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { SiteOptions } from "./site-code.ts";

const QUESTION_MAX_CHARS = 200;
const ANSWER_MAX_CHARS = 40;
const WORKER_FILE = "rekindle-sw.js";

/** The owner's words for the question, and the file that browsers insist on finding at the site itself. */
export function PushOptions({
  options,
  onChange,
}: {
  options: SiteOptions;
  onChange: (changes: Partial<SiteOptions>) => void;
}) {
  const t = useTranslations("site");
  const common = useTranslations("ui.common");
  return (
    <div className="flex flex-col gap-4 rounded-md border bg-sunken p-4">
      <Field label={t("push.question")} help={t("push.questionHelp")}>
        <Input
          value={options.question}
          maxLength={QUESTION_MAX_CHARS}
          placeholder={t("push.defaultQuestion")}
          onChange={(event) => onChange({ question: event.target.value })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={common("yes")}>
          <Input
            value={options.yes}
            maxLength={ANSWER_MAX_CHARS}
            onChange={(event) => onChange({ yes: event.target.value })}
          />
        </Field>
        <Field label={common("no")}>
          <Input
            value={options.no}
            maxLength={ANSWER_MAX_CHARS}
            onChange={(event) => onChange({ no: event.target.value })}
          />
        </Field>
      </div>
      <Field label={t("push.where")} help={t("push.whereHelp")}>
        <Input
          value={options.worker}
          className="font-mono"
          spellCheck={false}
          onChange={(event) => onChange({ worker: event.target.value })}
        />
      </Field>
      <a
        href={`/${WORKER_FILE}`}
        download={WORKER_FILE}
        className={buttonStyle("secondary", "md", "self-start")}
      >
        <Download />
        {t("push.download", { file: WORKER_FILE })}
      </a>
    </div>
  );
}
