"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Choice } from "#components/ui/choice.tsx";

type Props = {
  /** How many people are held inside. */
  held: number;
  value: boolean;
  onChange(resume: boolean): void;
};

/** Whether a paused workflow goes on with the version that is put in place. */
export function ResumeChoice({ held, value, onChange }: Props) {
  const t = useTranslations("canvas.paused");
  const name = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">{t("question")}</legend>
      <Choice
        name={name}
        checked={!value}
        onChoose={() => onChange(false)}
        label={t("stay")}
        help={t("stayHelp")}
      />
      <Choice
        name={name}
        checked={value}
        onChoose={() => onChange(true)}
        label={t("resume", { count: held })}
        help={t("resumeHelp")}
      />
    </fieldset>
  );
}
