"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { BrandForm } from "./brand-form.tsx";
import { FormSkeleton } from "./form-skeleton.tsx";

/** How every email of the shop looks. */
export function BrandPage() {
  const t = useTranslations("settings");
  const api = useApi();
  const saved = useQuery(api.brand.get.queryOptions());
  return (
    <>
      <NeedsRole atLeast="editor" what={t("brand.needs")} />
      <Loaded query={saved} skeleton={<FormSkeleton fields={5} />} errorTitle={t("brand.loadFailed")}>
        {({ brand, shopName }) => <BrandForm saved={brand} shopName={shopName} />}
      </Loaded>
    </>
  );
}
