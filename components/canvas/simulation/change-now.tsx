"use client";

import { UserPen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AttributeNameInput } from "#components/config-form/controls/attribute-name-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { TrialChange } from "#workflows/trial.ts";
import { readValue } from "./properties.ts";

type Props = { at: number; disabled: boolean; onWriting(): void; onChange(change: TrialChange): void };

/** Changes something that is known about the person while the run waits. */
export function ChangeNow({ at, disabled, onWriting, onChange }: Props) {
  const t = useTranslations("simulation.happen");
  const [attribute, setAttribute] = useState("");
  const [value, setValue] = useState("");
  const named = attribute.trim();
  return (
    <details className="mt-1" onToggle={({ currentTarget }) => currentTarget.open && onWriting()}>
      <summary className="min-h-control-sm py-1.5 text-sm font-medium">{t("change")}</summary>
      <form
        className="flex flex-col gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (named === "" || disabled) return;
          onChange({ attribute: named, at, value: value.trim() === "" ? null : readValue(value.trim()) });
        }}
      >
        <AttributeNameInput
          aria-label={t("attribute")}
          placeholder="city"
          value={attribute}
          onChange={setAttribute}
        />
        <Input
          aria-label={t("value")}
          placeholder={t("valueExample")}
          autoComplete="off"
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <Button
          type="submit"
          size="sm"
          icon={<UserPen />}
          className="self-start"
          disabled={named === "" || disabled}
        >
          {t("changeNow")}
        </Button>
        <p className="text-sm text-muted">{t("changeHelp")}</p>
      </form>
    </details>
  );
}
