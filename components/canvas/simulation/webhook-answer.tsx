"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

const SAMPLE = '{ "total": 12 }';
const ANSWER_MAX_CHARS = 16_000;

type Props = {
  /** Under which later steps find it. */
  name: string;
  /** What it answers so far; undefined: nothing. */
  answer: unknown;
  onWriting(): void;
  onAnswer(answer: unknown): void;
};

/** What the webhook of a step is to answer in this test. */
export function WebhookAnswer({ name, answer, onWriting, onAnswer }: Props) {
  const t = useTranslations("simulation.answer");
  const [text, setText] = useState(answer === undefined ? SAMPLE : JSON.stringify(answer));
  const [wrong, setWrong] = useState(false);
  return (
    <details className="mt-2" onToggle={({ currentTarget }) => currentTarget.open && onWriting()}>
      <summary className="min-h-control-sm py-1.5 text-sm font-medium">{t("title")}</summary>
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          const read = parse(text);
          setWrong(!read);
          if (read) onAnswer(read.value);
        }}
      >
        <Field label={t("body")} help={t("help", { name })} error={wrong ? t("notJson") : undefined}>
          <Textarea
            code
            rows={3}
            maxLength={ANSWER_MAX_CHARS}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setWrong(false);
            }}
          />
        </Field>
        <Button type="submit" size="sm" className="self-start">
          {t("use")}
        </Button>
      </form>
    </details>
  );
}

function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
