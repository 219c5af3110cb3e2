"use client";

import { useTranslations } from "next-intl";
import { Input } from "#components/ui/input.tsx";
import type { CompiledGraph } from "#workflows/compile.ts";
import type { TrialCartItem, TrialStart } from "#workflows/trial.ts";
import { type Property, propertiesOf, propertyRows } from "./properties.ts";
import { PropertyRows } from "./property-rows.tsx";
import { Rows } from "./rows.tsx";
import { TextField } from "./text-field.tsx";

const ITEMS_MAX = 50;

/** What starts a test, as the form has it. Null: as the trigger's example has it. */
export interface Beginning {
  properties: Property[] | null;
  cart: TrialCartItem[];
  date: string;
  at: string;
}

export const NO_BEGINNING: Beginning = { properties: null, cart: [], date: "", at: "" };

/** The form's answers as the server takes them. */
export function trialStartOf({ properties, cart, date, at }: Beginning): TrialStart {
  const named = cart.filter(({ name }) => name.trim() !== "");
  return {
    properties: properties && propertiesOf(properties),
    cart: named.length > 0 ? named : null,
    date,
    at,
  };
}

type Props = { trigger: CompiledGraph["trigger"]; value: Beginning; onChange(next: Beginning): void };

/** What sets the workflow off: its event, cart or date, and when the clock begins. */
export function BeginForm({ trigger, value, onChange }: Props) {
  const t = useTranslations("simulation.begin");
  const change = (fields: Partial<Beginning>) => onChange({ ...value, ...fields });
  return (
    <section className="flex flex-col gap-4 border-t pt-4">
      <h3 className="text-base">{t("title")}</h3>
      {trigger?.definition.brings === "event" && !trigger.definition.manual && (
        <EventPart
          event={trigger.definition.sampleEvent(trigger.config)}
          rows={value.properties}
          onChange={(properties) => change({ properties })}
        />
      )}
      {trigger?.definition.brings === "cart" && (
        <CartPart items={value.cart} onChange={(cart) => change({ cart })} />
      )}
      {trigger?.definition.timerOf && (
        <TextField
          type="date"
          className="max-w-48"
          label={t("date")}
          help={t("dateHelp")}
          value={value.date}
          onChange={(date) => change({ date })}
        />
      )}
      <TextField
        type="datetime-local"
        className="max-w-60"
        label={t("clock")}
        help={t("clockHelp")}
        value={value.at}
        onChange={(at) => change({ at: at.slice(0, 16) })}
      />
    </section>
  );
}

function EventPart({
  event,
  rows,
  onChange,
}: {
  event: { name: string; properties: Record<string, unknown> };
  rows: Property[] | null;
  onChange(rows: Property[]): void;
}) {
  const t = useTranslations("simulation.begin");
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{t("event", { event: event.name })}</legend>
      <PropertyRows rows={rows ?? propertyRows(event.properties)} onChange={onChange} />
    </fieldset>
  );
}

function CartPart({ items, onChange }: { items: TrialCartItem[]; onChange(items: TrialCartItem[]): void }) {
  const t = useTranslations("simulation.begin");
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{t("cart")}</legend>
      {items.length === 0 && (
        <p className="mb-2 text-sm text-muted">
          {t("ownCart")}. {t("ownCartHelp")}
        </p>
      )}
      <Rows
        rows={items}
        newRow={{ name: t("itemExample"), price: 24, quantity: 1 }}
        max={ITEMS_MAX}
        addLabel={t("addItem")}
        removeLabel={(number) => t("removeItem", { number })}
        onChange={onChange}
      >
        {(item, change, number) => (
          <>
            <Input
              aria-label={t("itemName", { number })}
              placeholder={t("itemExample")}
              value={item.name}
              onChange={(event) => change({ ...item, name: event.target.value })}
            />
            <Input
              type="number"
              aria-label={t("itemPrice", { number })}
              title={t("price")}
              className="w-24"
              min={0}
              step="any"
              value={item.price}
              onChange={(event) => change({ ...item, price: atLeast(0, event.target.valueAsNumber) })}
            />
            <Input
              type="number"
              aria-label={t("itemQuantity", { number })}
              title={t("quantity")}
              className="w-20"
              min={1}
              value={item.quantity}
              onChange={(event) =>
                change({ ...item, quantity: Math.round(atLeast(1, event.target.valueAsNumber)) })
              }
            />
          </>
        )}
      </Rows>
    </fieldset>
  );
}

function atLeast(least: number, entered: number): number {
  return Number.isFinite(entered) ? Math.max(least, entered) : least;
}
