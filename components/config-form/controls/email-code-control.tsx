"use client";

import dynamic from "next/dynamic";
import { useRef } from "react";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { AddFallback } from "./add-fallback.tsx";
import { insertInto } from "./template-control.tsx";
import { VariablePicker } from "./variable-picker.tsx";

// It brings what reads designs, which those who write no code do not need here.
const EmailCodeCheck = dynamic(
  () => import("./email-code-check.tsx").then((module) => module.EmailCodeCheck),
  {
    ssr: false,
  },
);

/** An email written by hand as MJML or HTML, checked while it is written. */
export function EmailCodeControl({ field, value, problems, onChange }: ControlProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const text = textOf(value);
  return (
    <div className="flex flex-col gap-2">
      <Field
        label={field.label}
        help={field.help}
        error={problems[0]?.message}
        required={field.required}
        aside={
          <VariablePicker
            field={field.label}
            onPick={(insert) => insertInto(area.current, text, insert, onChange)}
          />
        }
      >
        <Textarea
          ref={area}
          code
          rows={14}
          value={text}
          placeholder={field.placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      {problems.length > 0 && <AddFallback text={text} quote="'" onChange={onChange} />}
      {text.trim() !== "" && <EmailCodeCheck />}
    </div>
  );
}
