"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { FormSkeleton } from "./form-skeleton.tsx";
import { ShopForm } from "./shop-form.tsx";

/** How the shop is called, where it is, and whom it may write to. */
export function ShopPage() {
  const t = useTranslations("settings");
  const api = useApi();
  const settings = useQuery(api.settings.get.queryOptions());
  return (
    <>
      <NeedsRole atLeast="owner" what={t("shop.needs")} />
      <Loaded query={settings} skeleton={<FormSkeleton fields={5} />} errorTitle={t("loadFailed")}>
        {(loaded) => <ShopForm settings={loaded} />}
      </Loaded>
    </>
  );
}
