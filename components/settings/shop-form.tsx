"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
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
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.ts";
import { ConsentRuleChoice } from "./consent-rule-choice.tsx";
import { LanguageSelect } from "./language-select.tsx";

type Shop = Pick<
  Settings,
  "shopName" | "timezone" | "currency" | "language" | "postalAddress" | "consentRule"
>;
type Errors = Partial<Record<keyof Shop, string>>;

const NAME_MAX_CHARS = 100;
const ADDRESS_MAX_CHARS = 300;

export function ShopForm({ settings }: { settings: Settings }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const [shop, setShop] = useState<Shop>(() => shopOf(settings));
  const [errors, setErrors] = useState<Errors>({});
  const save = useMutation(
    api.settings.saveShop.mutationOptions({
      onSuccess: async () => {
        toast.success("The shop’s settings are saved");
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
    const found = problems(shop);
    setErrors(found);
    if (Object.keys(found).length === 0 && !save.isPending) save.mutate(shop);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader
          title="Your shop"
          description="Customers see the name and the address in their messages."
        />
        <CardBody>
          {/* Disables every control inside for people who may only look. */}
          <fieldset disabled={!isOwner} className="flex max-w-xl min-w-0 flex-col gap-5">
            <Field label="Shop name" error={errors.shopName} required>
              <Input
                value={shop.shopName}
                maxLength={NAME_MAX_CHARS}
                autoComplete="organization"
                onChange={(event) => change({ shopName: event.target.value })}
              />
            </Field>
            <div className="grid gap-5 sm:grid-cols-[minmax(0,1fr)_9rem]">
              <Field label="Time zone" help="For customers whose own is not known.">
                <TimeZoneSelect value={shop.timezone} onValueChange={(timezone) => change({ timezone })} />
              </Field>
              <Field label="Currency" error={errors.currency} help="Three letters.">
                <Input
                  value={shop.currency}
                  maxLength={3}
                  placeholder="EUR"
                  autoCapitalize="characters"
                  onChange={(event) => change({ currency: event.target.value.toUpperCase() })}
                />
              </Field>
            </div>
            <Field
              label="Language"
              help="What you write your messages in. Customers whose own is not known see their pages in it, in English or Chinese so far."
            >
              <LanguageSelect value={shop.language} onValueChange={(language) => change({ language })} />
            </Field>
            <Field
              label="Postal address"
              optional
              help="Printed under marketing emails, as the law in many countries asks."
            >
              <Textarea
                value={shop.postalAddress}
                rows={3}
                maxLength={ADDRESS_MAX_CHARS}
                placeholder={"Lantern Lane 12\n1010 Vienna, Austria"}
                onChange={(event) => change({ postalAddress: event.target.value })}
              />
            </Field>
            <ConsentRuleChoice value={shop.consentRule} onChange={(consentRule) => change({ consentRule })} />
          </fieldset>
        </CardBody>
        {isOwner && (
          <CardFooter>
            <Button type="submit" variant="primary" loading={save.isPending}>
              Save changes
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}

function shopOf({ shopName, timezone, currency, language, postalAddress, consentRule }: Settings): Shop {
  return { shopName, timezone, currency, language, postalAddress, consentRule };
}

function problems({ shopName, currency }: Shop): Errors {
  return {
    ...(shopName.trim() === "" && { shopName: "Enter the shop’s name" }),
    ...(!/^[A-Z]{3}$/.test(currency) && { currency: "Use three letters, like EUR" }),
  };
}
