"use client";

import { useTranslations } from "next-intl";
import { useWholeConfig } from "#components/config-form/config-context.tsx";
import { textOf } from "#components/config-form/control.ts";
import type { EditorWords } from "./block-kinds.ts";
import { TemplateInput } from "./template-inputs.tsx";

const SUBJECT_MAX_CHARS = 300;
/** About what an inbox on a phone shows of a subject, and of what follows it. */
const SUBJECT_SHOWN_CHARS = 50;
const PREVIEW_SHOWN_CHARS = 90;

/** What the inbox shows before the email is opened. */
export function SubjectFields() {
  const t = useTranslations("email-editor");
  const { config, change } = useWholeConfig();
  const subject = textOf(config.subject);
  const preview = textOf(config.preview);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TemplateInput
        label={t("subject.label")}
        value={subject}
        maxChars={SUBJECT_MAX_CHARS}
        problem={subject.trim() === "" ? t("subject.missing") : undefined}
        help={lengthHint(subject, SUBJECT_SHOWN_CHARS, t)}
        placeholder={t("subject.sample")}
        onChange={(next) => change({ subject: next }, "subject")}
      />
      <TemplateInput
        label={t("subject.preview")}
        value={preview}
        maxChars={SUBJECT_MAX_CHARS}
        help={preview === "" ? t("subject.previewHelp") : lengthHint(preview, PREVIEW_SHOWN_CHARS, t)}
        onChange={(next) => change({ preview: next }, "preview")}
      />
    </div>
  );
}

/** How long a text is and how much of it shows. Its variables count as one short word each. */
export function lengthHint(text: string, shown: number, t: EditorWords): string {
  const length = text.replace(/\{\{.*?\}\}/g, "friend").length;
  return t(length <= shown ? "subject.fits" : "subject.tooLong", { length, shown });
}
