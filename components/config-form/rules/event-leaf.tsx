"use client";

import { useTranslations } from "next-intl";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { eventHows, measureFunctions, measureOperators, occurredOperators } from "#workflows/condition.ts";
import { problemsUnder, textOf } from "../control.ts";
import { Comparison } from "../controls/comparison.tsx";
import { EventNameInput } from "../controls/event-name-input.tsx";
import { NameInput } from "../controls/name-input.tsx";
import { readNumber } from "../controls/number-control.tsx";
import type { LeafProps } from "./leaf-props.ts";
import { numberOf, oneOf } from "./parts.ts";
import { SpanInput } from "./span-input.tsx";
import { useProperties, WhereList } from "./where-list.tsx";

const WHICH = ["first", "last"] as const;
const LINE = "flex flex-wrap items-center gap-x-2 gap-y-1.5 text-sm text-muted";

/** "at least 2 times in the last 30 days, with a total over 50". */
export function EventLeaf(props: LeafProps) {
  const { leaf, onChange } = props;
  const t = useTranslations("config-form.condition");
  return (
    <>
      <EventName {...props} />
      <div className={LINE}>
        <Select
          aria-label={t("count.label")}
          className="w-auto min-w-28"
          options={eventHows.map((value) => ({ value, label: t(`count.${value}`) }))}
          value={oneOf(eventHows, leaf.how)}
          onValueChange={(value) => {
            const { how, ...rest } = leaf;
            // "At least" is what a rule without the word means, as all had it once.
            onChange(value === "at-least" ? { ...rest, kind: leaf.kind } : { ...leaf, how: value });
          }}
        />
        <Times {...props} />
      </div>
      <SpanInput leaf={leaf} onChange={onChange} />
      <Where {...props} />
    </>
  );
}

/** "the sum of total is at least 500". */
export function MeasureLeaf(props: LeafProps) {
  const { leaf, onChange } = props;
  const t = useTranslations("config-form.condition");
  const names = useProperties(leaf);
  return (
    <>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-1.5">
        <Select
          aria-label={t("figure.label")}
          options={measureFunctions.map((value) => ({ value, label: t(`figure.${value}`) }))}
          value={oneOf(measureFunctions, leaf.of)}
          onValueChange={(of) => onChange({ ...leaf, of })}
        />
        <NameInput
          aria-label={t("figure.property")}
          placeholder="total"
          names={names}
          value={textOf(leaf.property)}
          onChange={(property) => onChange({ ...leaf, property })}
        />
      </div>
      <span className="text-sm text-muted">{t("figure.over")}</span>
      <EventName {...props} />
      <div className={LINE}>
        <Select
          aria-label={t("figure.compare")}
          className="w-auto min-w-32"
          options={measureOperators.map((value) => ({ value, label: t(`figure.${value}`) }))}
          value={oneOf(measureOperators, leaf.operator)}
          onValueChange={(operator) => onChange({ ...leaf, operator })}
        />
        <Input
          aria-label={t("figure.value")}
          type="number"
          step="any"
          className="w-28"
          value={numberOf(leaf.value)}
          onChange={(event) => onChange({ ...leaf, value: readNumber(event.target.value) })}
        />
      </div>
      <SpanInput leaf={leaf} onChange={onChange} />
      <Where {...props} />
    </>
  );
}

/** "the last time is in the last 30 days". */
export function OccurredLeaf(props: LeafProps) {
  const { leaf, onChange } = props;
  const t = useTranslations("config-form.condition");
  return (
    <>
      <Select
        aria-label={t("which.label")}
        options={WHICH.map((value) => ({ value, label: t(`which.${value}`) }))}
        value={oneOf(WHICH, leaf.which)}
        onValueChange={(which) => onChange({ ...leaf, which })}
      />
      <EventName {...props} />
      <Comparison
        among={occurredOperators}
        operator={leaf.operator}
        value={leaf.value}
        onChange={(part) => onChange({ ...leaf, ...part })}
      />
      <Where {...props} />
    </>
  );
}

/** How often, with its unit. */
export function Times({ leaf, onChange }: LeafProps) {
  const t = useTranslations("config-form.condition");
  return (
    <>
      <Input
        aria-label={t("howOften")}
        type="number"
        min={1}
        className="w-18"
        value={numberOf(leaf.atLeast)}
        onChange={(event) => onChange({ ...leaf, atLeast: readNumber(event.target.value) })}
      />
      <span>{t("times", { count: Number(leaf.atLeast) || 0 })}</span>
    </>
  );
}

function EventName({ leaf, onChange }: LeafProps) {
  const t = useTranslations("config-form.condition");
  return (
    <EventNameInput
      aria-label={t("event")}
      placeholder="Order Completed"
      value={textOf(leaf.event)}
      onChange={(event) => onChange({ ...leaf, event })}
    />
  );
}

function Where({ leaf, problems, onChange }: LeafProps) {
  return <WhereList leaf={leaf} problems={problemsUnder(problems, "where")} onChange={onChange} />;
}
