"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { AtSign, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay, useNow } from "#components/shell/session.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { DomainCard } from "./domain-card.tsx";
import { DomainSelectorForm } from "./domain-selector-form.tsx";
import { FormSkeleton } from "./form-skeleton.tsx";

/** Whether receivers can tell that the shop's emails are really the shop's. */
export function DomainPage() {
  const t = useTranslations("settings");
  const isOwner = useMay("owner");
  return (
    <>
      <NeedsRole atLeast="owner" what={t("domain.needs")} />
      {isOwner && <Checked />}
    </>
  );
}

function Checked() {
  const t = useTranslations("settings");
  const api = useApi();
  const [selector, setSelector] = useState("");
  const asked = selector === "" ? {} : { selector };
  const check = useQuery(
    api.domainCheck.read.queryOptions(asked, {
      // Name servers are asked when somebody wants to know, and not because a window came to the front.
      refetchOnWindowFocus: false,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
  return (
    <Loaded query={check} skeleton={<FormSkeleton fields={5} />} errorTitle={t("domain.loadFailed")}>
      {({ domains, checkedAt }) =>
        domains.length === 0 ? (
          <NoAddress />
        ) : (
          <div className="flex flex-col gap-6">
            <Card>
              <CardHeader
                title={t("domain.title")}
                description={t("domain.description")}
                actions={
                  <Button
                    size="sm"
                    icon={<RotateCcw />}
                    loading={check.isFetching}
                    onClick={() => void check.refetch()}
                  >
                    {t("domain.again")}
                  </Button>
                }
              />
              <CardBody className="flex flex-col gap-4">
                <DomainSelectorForm selector={selector} checking={check.isFetching} onCheck={setSelector} />
                <p role="status" className="text-sm text-muted">
                  {check.error ? (
                    check.error.message
                  ) : (
                    <Checking fetching={check.isFetching} at={checkedAt} />
                  )}
                </p>
              </CardBody>
            </Card>
            {domains.map((report) => (
              <DomainCard key={report.domain} report={report} />
            ))}
          </div>
        )
      }
    </Loaded>
  );
}

function Checking({ fetching, at }: { fetching: boolean; at: number }) {
  const t = useTranslations("settings");
  const now = useNow();
  if (fetching) return t("domain.asking");
  return t.rich("domain.checked", { time: () => <TimeAgo at={at} now={now} /> });
}

function NoAddress() {
  const t = useTranslations("settings");
  return (
    <Card>
      <CardBody>
        <EmptyState
          icon={<AtSign />}
          title={t("domain.noAddress")}
          action={
            <ButtonLink variant="primary" href="/settings/sending">
              {t("domain.setUp")}
            </ButtonLink>
          }
        >
          {t("domain.noAddressHelp")}
        </EmptyState>
      </CardBody>
    </Card>
  );
}
