"use client";

import { useTranslations } from "next-intl";
import { Picture } from "#components/email-editor/picture.tsx";
import { PictureSource } from "#components/email-editor/picture-source.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Brand } from "#workflows/brand.ts";

const WIDTH_MIN_PX = 40;
const WIDTH_MAX_PX = 400;

interface Props {
  brand: Brand;
  shopName: string;
  onChange(part: Partial<Brand>): void;
}

/** The picture above every email; without one stands the shop's name. */
export function BrandLogoField({ brand, shopName, onChange }: Props) {
  const t = useTranslations("settings");
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm font-medium">{t("brand.logo")}</p>
      {brand.logo ? (
        <div
          className="flex min-h-24 items-center justify-center rounded-md border p-4"
          style={{ background: brand.background }}
        >
          <Picture
            src={brand.logo}
            alt={t("brand.logoOf", { shop: shopName })}
            width={`${brand.logoWidth}px`}
            className="max-w-full"
          />
        </div>
      ) : (
        <p className="text-sm text-muted">{t("brand.noLogo")}</p>
      )}
      <PictureSource
        uploadLabel={brand.logo ? t("brand.uploadAnother") : t("brand.upload")}
        fileLabel={t("brand.logoFile")}
        onChoose={(logo) => onChange({ logo })}
      >
        {brand.logo && (
          <Button size="sm" onClick={() => onChange({ logo: "" })}>
            {t("brand.useName")}
          </Button>
        )}
      </PictureSource>
      {brand.logo && (
        <Field label={t("brand.logoWidth", { width: brand.logoWidth })}>
          <Input
            type="range"
            min={WIDTH_MIN_PX}
            max={WIDTH_MAX_PX}
            step={10}
            value={brand.logoWidth}
            className="h-control-sm max-w-80 px-0 accent-ember"
            onChange={(event) => onChange({ logoWidth: event.target.valueAsNumber })}
          />
        </Field>
      )}
    </div>
  );
}
