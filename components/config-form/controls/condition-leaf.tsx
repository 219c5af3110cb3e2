"use client";

import { useTranslations } from "next-intl";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useFormChoices } from "../form-context.tsx";
import { Comparison } from "./comparison.tsx";
import type { LeafDraft } from "./condition-draft.ts";
import { EventNameInput } from "./event-name-input.tsx";
import { NameInput } from "./name-input.tsx";
import { readNumber } from "./number-control.tsx";

const PROFILE_FIELDS = ["email", "name", "phone", "timezone", "locale", "externalId"];
const CHANNELS = ["email", "web-push", "phone"] as const;

type Props = { leaf: LeafDraft; negated: boolean; onChange(leaf: LeafDraft): void };

/** The inputs of one condition, by its kind. */
export function ConditionLeaf({ leaf, negated, onChange }: Props) {
  const t = useTranslations("config-form.condition");
  const { attributeNames, dataPaths } = useFormChoices();
  switch (leaf.kind) {
    case "attribute":
      return (
        <>
          <NameInput
            aria-label={t("attribute")}
            placeholder="city"
            names={[...PROFILE_FIELDS, ...attributeNames]}
            value={leaf.attribute ?? ""}
            onChange={(attribute) => onChange({ ...leaf, attribute })}
          />
          <Comparison
            operator={leaf.operator}
            value={leaf.value}
            onChange={(change) => onChange({ ...leaf, ...change })}
          />
        </>
      );
    case "data":
      return (
        <>
          <NameInput
            aria-label={t("data")}
            placeholder="cart.total"
            names={dataPaths.map(({ path }) => path)}
            value={leaf.path ?? ""}
            onChange={(path) => onChange({ ...leaf, path })}
          />
          <Comparison
            operator={leaf.operator}
            value={leaf.value}
            onChange={(change) => onChange({ ...leaf, ...change })}
          />
        </>
      );
    case "reachable":
      return (
        <Select
          aria-label={t("channel")}
          options={CHANNELS.map((value) => ({ value, label: t(`by.${value}`) }))}
          value={leaf.channel}
          onValueChange={(channel) => onChange({ ...leaf, channel })}
        />
      );
    case "event":
      return <EventCount leaf={leaf} negated={negated} onChange={onChange} />;
  }
}

function EventCount({ leaf, negated, onChange }: Props) {
  const t = useTranslations("config-form.condition");
  return (
    <>
      <EventNameInput
        aria-label={t("event")}
        placeholder="Order Completed"
        value={leaf.event ?? ""}
        onChange={(event) => onChange({ ...leaf, event })}
      />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 text-sm text-muted">
        <span>{t(negated ? "notEven" : "atLeast")}</span>
        <Input
          aria-label={t("howOften")}
          type="number"
          min={1}
          className="w-18"
          value={leaf.atLeast ?? ""}
          onChange={(event) => onChange({ ...leaf, atLeast: readNumber(event.target.value) })}
        />
        <span>{t("timesInTheLast", { count: leaf.atLeast ?? 0 })}</span>
        <Input
          aria-label={t("daysBack")}
          type="number"
          min={0}
          className="w-20"
          value={leaf.withinDays ?? ""}
          onChange={(event) => onChange({ ...leaf, withinDays: readNumber(event.target.value) })}
        />
        <span>{t(leaf.withinDays === 0 ? "daysEver" : "days")}</span>
      </div>
    </>
  );
}
