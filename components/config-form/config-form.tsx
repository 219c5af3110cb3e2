"use client";

import { useTranslations } from "next-intl";
import { useId, useMemo } from "react";
import type * as z from "zod/mini";
import { type Say, useSay } from "#components/say.tsx";
import type { Problem } from "#workflows/validate.ts";
import { ConfigProvider } from "./config-context.tsx";
import type { FieldProblem } from "./control.ts";
import { controls } from "./controls.tsx";
import {
  enteredIn,
  type FormField,
  type FormSection,
  fieldsOf,
  isFilledIn,
  shownSections,
} from "./fields.ts";
import { FoldedSection } from "./folded-section.tsx";

type Props = {
  schema: z.ZodMiniType;
  config: Record<string, unknown>;
  /** Those of this form, their `field` told from its root. */
  problems: Problem[];
  /** Only these fields are drawn; without it, all of them. */
  only?: (key: string) => boolean;
  /** Called with the whole config and the field that was changed. */
  onChange(config: Record<string, unknown>, field: string): void;
};

/** The form of a node's config or of a workflow's settings, drawn from its schema. */
export function ConfigForm({ schema, config, problems, only, onChange }: Props) {
  const t = useTranslations("config-form.form");
  const say = useSay();
  const fields = useMemo(() => fieldsOf(schema, say), [schema, say]);
  if (fields.length === 0) return <p className="text-sm text-muted">{t("nothing")}</p>;

  function draw(field: FormField) {
    const Control = controls[field.control];
    return (
      <Control
        key={field.key}
        field={field}
        value={enteredIn(field, config)}
        problems={fieldProblems(problems, field.key, say)}
        onChange={(value) => onChange({ ...config, [field.key]: value }, field.key)}
      />
    );
  }
  const isWrong = ({ key }: FormField) => fieldProblems(problems, key, say).length > 0;
  const whole = {
    config,
    change: (changed: Record<string, unknown>, field: string) => onChange({ ...config, ...changed }, field),
  };
  return (
    <ConfigProvider value={whole}>
      <div className="flex flex-col gap-5">
        {shownSections(fields, config, isWrong, only).map((section) =>
          section.folded ? (
            <FoldedSection
              key={section.title}
              title={section.title}
              filledIn={section.fields.some((field) => isFilledIn(field, config))}
              wrong={section.fields.some(isWrong)}
            >
              {section.fields.map(draw)}
            </FoldedSection>
          ) : (
            <Section key={section.title} section={section} draw={draw} />
          ),
        )}
      </div>
    </ConfigProvider>
  );
}

function Section({ section, draw }: { section: FormSection; draw(field: FormField): React.ReactNode }) {
  const id = useId();
  if (section.title === "") return section.fields.map(draw);
  return (
    <section aria-labelledby={id} className="flex flex-col gap-5 border-t pt-5 first:border-t-0 first:pt-0">
      <h3 id={id} className="text-base">
        {section.title}
      </h3>
      {section.fields.map(draw)}
    </section>
  );
}

function fieldProblems(problems: Problem[], key: string, say: Say): FieldProblem[] {
  return problems.flatMap(({ field, message }) => {
    if (field === key) return { path: "", message: say(message) };
    return field?.startsWith(`${key}.`) ? { path: field.slice(key.length + 1), message: say(message) } : [];
  });
}
