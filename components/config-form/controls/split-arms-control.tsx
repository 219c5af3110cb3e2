"use client";

import { useTranslations } from "next-intl";
import { Input } from "#components/ui/input.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { newId } from "../new-id.ts";
import { ControlGroup } from "./control-group.tsx";
import { readNumber } from "./number-control.tsx";
import { type Row, RowList, readRows } from "./row-list.tsx";

const ARMS_MIN = 2;
const LETTERS = 26;

/** The arms of a split with their weights. An arm's id names its port, so it stays when the arm is renamed. */
export function SplitArmsControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.split");
  const arms = readRows(value);
  const whole = problems.find(({ path }) => path === "")?.message;
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <div aria-hidden="true" className="-mb-1 flex items-center gap-1.5 px-2.5 text-xs text-muted">
        <span className="min-w-0 flex-1">{t("name")}</span>
        <span className="w-18">{t("weight")}</span>
        <span className="w-11 text-right">{t("share")}</span>
        {arms.length > ARMS_MIN && <span className="w-control" />}
      </div>
      <RowList
        rows={arms}
        removeLabel={(number) => t("remove", { number })}
        addLabel={t("add")}
        newRow={() => ({
          id: newId("arm"),
          label: t("path", { letter: nextLetter(arms.length) }),
          weight: arms.at(-1)?.weight ?? 1,
        })}
        min={ARMS_MIN}
        problems={problems}
        onChange={onChange}
        head={(arm, change, number) => (
          <div className="flex items-center gap-1.5">
            <Input
              aria-label={t("nameOf", { number })}
              placeholder={t("path", { letter: nextLetter(number - 1) })}
              value={textOf(arm.label)}
              onChange={(event) => change({ ...arm, label: event.target.value })}
            />
            <Input
              aria-label={t("weightOf", { number })}
              type="number"
              inputMode="numeric"
              min={0}
              className="w-18 shrink-0"
              value={textOf(arm.weight)}
              onChange={(event) => change({ ...arm, weight: readNumber(event.target.value) })}
            />
            <span data-figures className="w-11 shrink-0 text-right text-sm text-muted">
              {wordShare(arm, arms)}
            </span>
          </div>
        )}
      />
    </ControlGroup>
  );
}

/** How many of those who come here take this arm: "33%". */
export function wordShare(arm: Row, arms: Row[]): string {
  const all = arms.reduce((sum, each) => sum + weightOf(each), 0);
  if (all === 0) return "0%";
  const percent = (weightOf(arm) / all) * 100;
  return `${percent > 0 && percent < 1 ? "<1" : Math.round(percent)}%`;
}

function weightOf({ weight }: Row): number {
  return typeof weight === "number" && weight > 0 ? weight : 0;
}

/** Of "Path A", "Path B", … */
function nextLetter(index: number): string {
  return String.fromCharCode("A".charCodeAt(0) + (index % LETTERS));
}
