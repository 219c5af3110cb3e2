"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { FormSkeleton } from "#components/settings/form-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { AddressNote } from "./address-note.tsx";
import { ArrivalsCard } from "./arrivals-card.tsx";
import { CallsCard } from "./calls-card.tsx";
import { InAppCard } from "./in-app-card.tsx";
import { ProxyNote } from "./proxy-note.tsx";
import { SiteCard } from "./site-card.tsx";

/** The lines for the shop's own site, and what arrives from there. */
export function SitePage() {
  const t = useTranslations("site");
  const api = useApi();
  const site = useQuery(api.site.get.queryOptions());
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <Loaded query={site} skeleton={<FormSkeleton />} errorTitle={t("page.loadFailed")}>
      {({ keys, stub, publicUrl, publicUrlProblem }) => {
        // Made for the site first; another is there to be picked.
        const made = keys.find(({ source }) => source === "site") ?? keys[0] ?? null;
        const key = keys.find(({ id }) => id === chosen) ?? made;
        // Where the browser reaches this server is better than an address that is not set up.
        const address = publicUrlProblem ? window.location.origin : publicUrl;
        return (
          <div className="flex flex-col gap-6">
            <AddressNote address={address} isGuessed={publicUrlProblem !== null} />
            <ProxyNote />
            <SiteCard keys={keys} current={key} onChoose={setChosen} stub={stub} address={address} />
            {key && <ArrivalsCard keyId={key.id} />}
            {key && <CallsCard />}
            {key && <InAppCard />}
          </div>
        );
      }}
    </Loaded>
  );
}
