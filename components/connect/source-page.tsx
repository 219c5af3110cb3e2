"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { FormSkeleton } from "#components/settings/form-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { ProxyNote } from "#components/site/proxy-note.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { Source, SourceId } from "./connect-outputs.ts";
import { HookSteps, isWithHook } from "./hook-steps.tsx";
import { HttpSteps } from "./http-steps.tsx";
import { LightCard } from "./light-card.tsx";
import { SegmentSteps } from "./segment-steps.tsx";
import { SiteSteps } from "./site-steps.tsx";

const LOOK_EVERY_MS = 2_500;

/** The steps to connect one source, and the light that tells when it works. */
export function SourcePage({ id }: { id: SourceId }) {
  const t = useTranslations("connect");
  const api = useApi();
  const source = useQuery(api.connect.get.queryOptions({ source: id }, { refetchInterval: LOOK_EVERY_MS }));

  return (
    <>
      <PageHeader
        title={t(`source.${id}.name`)}
        description={t(`source.${id}.summary`)}
        back={{ href: "/connect", label: t("list.title") }}
      />
      <Loaded query={source} skeleton={<FormSkeleton />} errorTitle={t("page.loadFailed")}>
        {(loaded) => (
          <>
            <Needed id={id} />
            <div className="flex flex-col gap-6">
              <ProxyNote />
              <SourceSteps id={id} source={loaded} />
              <LightCard source={loaded} />
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

function Needed({ id }: { id: SourceId }) {
  const t = useTranslations("connect");
  return isWithHook(id) ? (
    <NeedsRole atLeast="editor" what={t("page.mayConnect")} />
  ) : (
    <NeedsRole atLeast="owner" what={t("page.mayMakeKey")} />
  );
}

function SourceSteps({ id, source }: { id: SourceId; source: Source }) {
  // Where the browser reaches this server is better than an address that is not set up.
  const address = source.publicUrlProblem ? window.location.origin : source.publicUrl;
  const props = { source, address };
  if (isWithHook(id)) return <HookSteps id={id} {...props} />;
  switch (id) {
    case "site":
      return <SiteSteps {...props} />;
    case "segment":
      return <SegmentSteps {...props} />;
    case "http":
      return <HttpSteps {...props} />;
  }
}
