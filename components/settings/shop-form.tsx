"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { TimeZoneSelect } from "#components/accounts/time-zone-select.tsx";
import { useApi } from "#components/api.ts";
import type { Settings } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.ts";
import { ConsentRuleChoice } from "./consent-rule-choice.tsx";
import { LanguageSelect } from "./language-select.tsx";
import type { SettingsWords } from "./settings-words.ts";

type Shop = Pick<
  Settings,
  "shopName" | "timezone" | "currency" | "language" | "weekStart" | "postalAddress" | "consentRule"
>;
type Errors = Partial<Record<keyof Shop, string>>;

const NAME_MAX_CHARS = 100;
const ADDRESS_MAX_CHARS = 300;

export function ShopForm({ settings }: { settings: Settings }) {
  const t = useTranslations("settings");
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const [shop, setShop] = useState<Shop>(() => shopOf(settings));
  const [errors, setErrors] = useState<Errors>({});
  const save = useMutation(
    api.settings.saveShop.mutationOptions({
      onSuccess: async () => {
        toast.success(t("shop.saved"));
        await queryClient.invalidateQueries(api.settings.get.queryFilter());
        await queryClient.invalidateQueries(api.overview.get.queryFilter());
      },
      onError: showError,
    }),
  );

  function change(part: Partial<Shop>) {
    setShop({ ...shop, ...part });
    setErrors({});
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const found = problems(shop, t);
    setErrors(found);
    if (Object.keys(found).length === 0 && !save.isPending) save.mutate(shop);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader title={t("shop.title")} description={t("shop.description")} />
        <CardBody>
          {/* Disables every control inside for people who may only look. */}
          <fieldset disabled={!isOwner} className="flex max-w-xl min-w-0 flex-col gap-5">
            <Field label={t("shop.name")} error={errors.shopName} required>
              <Input
                value={shop.shopName}
                maxLength={NAME_MAX_CHARS}
                autoComplete="organization"
                onChange={(event) => change({ shopName: event.target.value })}
              />
            </Field>
            <div className="grid gap-5 sm:grid-cols-[minmax(0,1fr)_9rem]">
              <Field label={t("shop.timeZone")} help={t("shop.timeZoneHelp")}>
                <TimeZoneSelect value={shop.timezone} onValueChange={(timezone) => change({ timezone })} />
              </Field>
              <Field label={t("shop.currency")} error={errors.currency} help={t("shop.currencyHelp")}>
                <Input
                  value={shop.currency}
                  maxLength={3}
                  placeholder="EUR"
                  autoCapitalize="characters"
                  onChange={(event) => change({ currency: event.target.value.toUpperCase() })}
                />
              </Field>
            </div>
            <Field label={t("shop.language")} help={t("shop.languageHelp")}>
              <LanguageSelect value={shop.language} onValueChange={(language) => change({ language })} />
            </Field>
            <Field label={t("shop.weekStart")} help={t("shop.weekStartHelp")}>
              <Select
                className="max-w-48"
                options={[
                  { value: "1", label: t("shop.monday") },
                  { value: "7", label: t("shop.sunday") },
                ]}
                value={String(shop.weekStart)}
                onValueChange={(day) => change({ weekStart: day === "7" ? 7 : 1 })}
              />
            </Field>
            <Field label={t("shop.address")} optional help={t("shop.addressHelp")}>
              <Textarea
                value={shop.postalAddress}
                rows={3}
                maxLength={ADDRESS_MAX_CHARS}
                placeholder={t("shop.addressExample")}
                onChange={(event) => change({ postalAddress: event.target.value })}
              />
            </Field>
            <ConsentRuleChoice value={shop.consentRule} onChange={(consentRule) => change({ consentRule })} />
          </fieldset>
        </CardBody>
        {isOwner && (
          <CardFooter>
            <Button type="submit" variant="primary" loading={save.isPending}>
              {t("saveChanges")}
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}

function shopOf(settings: Settings): Shop {
  const { shopName, timezone, currency, language, weekStart, postalAddress, consentRule } = settings;
  return { shopName, timezone, currency, language, weekStart, postalAddress, consentRule };
}

function problems({ shopName, currency }: Shop, t: SettingsWords): Errors {
  return {
    ...(shopName.trim() === "" && { shopName: t("shop.nameMissing") }),
    ...(!/^[A-Z]{3}$/.test(currency) && { currency: t("shop.currencyWrong") }),
  };
}
