"use client";

import { Download } from "lucide-react";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { DEFAULT_SITE_OPTIONS, type SiteOptions } from "./site-code.ts";

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
  return (
    <div className="flex flex-col gap-4 rounded-md border bg-sunken p-4">
      <Field label="Your question" help="Who says no is asked again after 90 days at the earliest.">
        <Input
          value={options.question}
          maxLength={QUESTION_MAX_CHARS}
          placeholder={DEFAULT_SITE_OPTIONS.question}
          onChange={(event) => onChange({ question: event.target.value })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Yes">
          <Input
            value={options.yes}
            maxLength={ANSWER_MAX_CHARS}
            onChange={(event) => onChange({ yes: event.target.value })}
          />
        </Field>
        <Field label="No">
          <Input
            value={options.no}
            maxLength={ANSWER_MAX_CHARS}
            onChange={(event) => onChange({ no: event.target.value })}
          />
        </Field>
      </div>
      <Field
        label="Where the file lies on your site"
        help="Browsers show notifications only through a file of the site itself. Download it and upload it to your site, so that this path opens it."
      >
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
        Download {WORKER_FILE}
      </a>
    </div>
  );
}
