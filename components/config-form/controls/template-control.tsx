"use client";

import { useRef } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { AddFallback } from "./add-fallback.tsx";
import { VariablePicker } from "./variable-picker.tsx";

/** The closing picker gives the focus back to its button; the input takes it after that. */
const FOCUS_DELAY_MS = 60;

/** One line of a message, with variables to insert. */
export function TemplateControl(props: ControlProps) {
  const { field, onChange } = props;
  const text = textOf(props.value);
  const input = useRef<HTMLInputElement>(null);
  return (
    <TemplateField {...props} onPick={(insert) => insertInto(input.current, text, insert, onChange)}>
      <Input
        ref={input}
        value={text}
        placeholder={field.placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    </TemplateField>
  );
}

/** The body of a message. */
export function LongTemplateControl(props: ControlProps) {
  return <TemplateArea {...props} />;
}

/** JSON with variables in it; what is inserted is quoted by the `json` filter. */
export function JsonTemplateControl(props: ControlProps) {
  return <TemplateArea {...props} code />;
}

function TemplateArea({ code = false, ...props }: ControlProps & { code?: boolean }) {
  const { field, onChange } = props;
  const text = textOf(props.value);
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <TemplateField
      {...props}
      onPick={(insert) => insertInto(area.current, text, code ? quoted(insert) : insert, onChange)}
    >
      <Textarea
        ref={area}
        code={code}
        rows={code ? 5 : 8}
        value={text}
        placeholder={field.placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    </TemplateField>
  );
}

/** An input for text with placeholders: its label, a picker of variables, and what is wrong. `help` instead of the field's. */
export function TemplateField({
  field,
  value,
  problems,
  onChange,
  onPick,
  help = field.help,
  children,
}: ControlProps & { onPick(insert: string): void; help?: React.ReactNode; children: React.ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <Field
        label={field.label}
        help={help}
        error={problems[0]?.message}
        required={field.required}
        aside={<VariablePicker field={field.label} onPick={onPick} />}
      >
        {children}
      </Field>
      {problems.length > 0 && <AddFallback text={textOf(value)} onChange={onChange} />}
    </div>
  );
}

/** At the cursor, which keeps its place while the picker is open. */
export function insertInto(
  input: HTMLInputElement | HTMLTextAreaElement | null,
  text: string,
  insert: string,
  onChange: (text: string) => void,
) {
  const start = input?.selectionStart ?? text.length;
  const end = input?.selectionEnd ?? text.length;
  onChange(text.slice(0, start) + insert + text.slice(end));
  setTimeout(() => {
    input?.focus();
    input?.setSelectionRange(start + insert.length, start + insert.length);
  }, FOCUS_DELAY_MS);
}

function quoted(insert: string): string {
  return insert.startsWith("{{") ? insert.replace(/ ?\}\}$/, " | json }}") : insert;
}
