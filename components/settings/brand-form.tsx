"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.ts";
import { useLeaveGuard } from "#components/ui/use-leave-guard.tsx";
import {
  type Brand,
  type BrandFont,
  brandFonts,
  brand as brandSchema,
  defaultBrand,
} from "#workflows/brand.ts";
import { BrandColorField } from "./brand-color-field.tsx";
import { BrandLogoField } from "./brand-logo-field.tsx";
import { BrandSample } from "./brand-sample.tsx";

type Errors = Partial<Record<keyof Brand, string>>;

const COLORS = ["color", "background", "panel", "text"] as const;

/** Logo, colors and font of every email, with a sample beside them. */
export function BrandForm({ saved, shopName }: { saved: Brand; shopName: string }) {
  const t = useTranslations("settings");
  const say = useSay();
  const api = useApi();
  const queryClient = useQueryClient();
  const mayChange = useMay("editor");
  const [brand, setBrand] = useState(saved);
  const [errors, setErrors] = useState<Errors>({});
  const changed = JSON.stringify(brand) !== JSON.stringify(saved);
  const guard = useLeaveGuard(changed);
  const save = useMutation(
    api.brand.save.mutationOptions({
      onSuccess: async () => {
        toast.success(t("brand.saved"));
        await queryClient.invalidateQueries(api.brand.get.queryFilter());
      },
      onError: showError,
    }),
  );

  function change(part: Partial<Brand>) {
    setBrand({ ...brand, ...part });
    setErrors({});
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const parsed = brandSchema.safeParse(brand);
    setErrors(parsed.success ? {} : errorsOf(parsed.error.issues));
    if (parsed.success && !save.isPending) save.mutate(parsed.data);
  }

  return (
    <form onSubmit={submit} noValidate>
      {guard}
      <Card>
        <CardHeader title={t("brand.title")} description={t("brand.description")} />
        <CardBody className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
          {/* Disables every control inside for people who may only look. */}
          <fieldset disabled={!mayChange} className="flex min-w-0 flex-col gap-5">
            <BrandLogoField brand={brand} shopName={shopName} onChange={change} />
            <div className="grid gap-5 sm:grid-cols-2">
              {COLORS.map((key) => (
                <BrandColorField
                  key={key}
                  label={t(`brand.${key}.label`)}
                  help={t(`brand.${key}.help`)}
                  value={brand[key]}
                  error={errors[key] && say(errors[key])}
                  onChange={(value) => change({ [key]: value })}
                />
              ))}
            </div>
            <Field label={t("brand.font")} help={t("brand.fontHelp")}>
              <Select
                className="max-w-64"
                options={Object.entries(brandFonts).map(([value, { label }]) => ({
                  value,
                  label: say(label),
                }))}
                value={brand.font}
                onValueChange={(font) => change({ font: font as BrandFont })}
              />
            </Field>
          </fieldset>
          <BrandSample brand={brand} shopName={shopName} />
        </CardBody>
        {mayChange && (
          <CardFooter>
            <Button type="submit" variant="primary" loading={save.isPending} disabled={!changed}>
              {t("saveChanges")}
            </Button>
            <Button disabled={save.isPending} onClick={() => change(defaultBrand)}>
              {t("brand.reset")}
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}

function errorsOf(issues: { path: PropertyKey[]; message: string }[]): Errors {
  return Object.fromEntries(issues.map(({ path, message }) => [String(path[0]), message]));
}
