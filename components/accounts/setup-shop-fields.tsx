"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { defaultBrand } from "#workflows/brand.ts";
import { AccentField } from "./accent-field.tsx";
import { CurrencySelect } from "./currency-select.tsx";
import { guessCurrency } from "./guess-currency.ts";
import { TimeZoneSelect, useTimeZone } from "./time-zone-select.tsx";

const NAME_MAX_CHARS = 100;
const FIELDS = ["shopName", "timezone", "currency", "color"];

/** What is chosen of the shop; its name is a field of the form. */
export interface Shop {
  timezone: string;
  currency: string;
  color: string;
}

export function isShopField(name: string): boolean {
  return FIELDS.includes(name);
}

/** The shop as the browser lets it be guessed, until something is chosen: the currency follows the zone. */
export function useShop(): [Shop, (part: Partial<Shop>) => void] {
  const [timezone, setTimezone] = useTimeZone();
  const [currency, setCurrency] = useState<string | null>(null);
  const [color, setColor] = useState(defaultBrand.color);
  const locale = typeof navigator === "undefined" ? "" : navigator.language;
  function change(part: Partial<Shop>) {
    if (part.timezone !== undefined) setTimezone(part.timezone);
    if (part.currency !== undefined) setCurrency(part.currency);
    if (part.color !== undefined) setColor(part.color);
  }
  const guessed = timezone === "" ? "" : guessCurrency(timezone, locale);
  return [{ timezone, currency: currency ?? guessed, color }, change];
}

type Props = {
  shop: Shop;
  onChange: (part: Partial<Shop>) => void;
  errorOf: (field: string) => string | undefined;
};

/** The shop: how it is called, where it is, what it counts in, and its color. */
export function SetupShopFields({ shop, onChange, errorOf }: Props) {
  const t = useTranslations("first-run.setup");
  return (
    <>
      <Field label={t("shopName")} error={errorOf("shopName")} help={t("shopNameHelp")} required>
        <Input name="shopName" autoComplete="organization" maxLength={NAME_MAX_CHARS} required />
      </Field>
      <Field label={t("timeZone")} error={errorOf("timezone")} help={t("timeZoneHelp")} required>
        <TimeZoneSelect value={shop.timezone} onValueChange={(timezone) => onChange({ timezone })} />
      </Field>
      <Field label={t("currency")} error={errorOf("currency")} help={t("currencyHelp")} required>
        <CurrencySelect value={shop.currency} onValueChange={(currency) => onChange({ currency })} />
      </Field>
      <AccentField value={shop.color} error={errorOf("color")} onChange={(color) => onChange({ color })} />
    </>
  );
}
