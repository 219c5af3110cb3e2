"use client";

import { useWholeConfig } from "#components/config-form/config-context.tsx";
import { textOf } from "#components/config-form/control.ts";
import { TemplateInput } from "./template-inputs.tsx";

const SUBJECT_MAX_CHARS = 300;
/** About what an inbox on a phone shows of a subject, and of what follows it. */
const SUBJECT_SHOWN_CHARS = 50;
const PREVIEW_SHOWN_CHARS = 90;

/** What the inbox shows before the email is opened. */
export function SubjectFields() {
  const { config, change } = useWholeConfig();
  const subject = textOf(config.subject);
  const preview = textOf(config.preview);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TemplateInput
        label="Subject"
        value={subject}
        maxChars={SUBJECT_MAX_CHARS}
        problem={subject.trim() === "" ? "Write a subject" : undefined}
        help={lengthHint(subject, SUBJECT_SHOWN_CHARS)}
        placeholder="You left something behind"
        onChange={(next) => change({ subject: next }, "subject")}
      />
      <TemplateInput
        label="Preview text"
        value={preview}
        maxChars={SUBJECT_MAX_CHARS}
        help={
          preview === "" ? "Shown after the subject in the inbox." : lengthHint(preview, PREVIEW_SHOWN_CHARS)
        }
        onChange={(next) => change({ preview: next }, "preview")}
      />
    </div>
  );
}

/** How long a text is and how much of it shows. Its variables count as one short word each. */
export function lengthHint(text: string, shownChars: number): string {
  const length = text.replace(/\{\{.*?\}\}/g, "friend").length;
  return length <= shownChars
    ? `${length} of about ${shownChars} characters that a phone shows.`
    : `${length} characters. A phone shows about ${shownChars} of them, so put what matters first.`;
}
