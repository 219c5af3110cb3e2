"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { AtSign, RotateCcw } from "lucide-react";
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
  const isOwner = useMay("owner");
  return (
    <>
      <NeedsRole atLeast="owner" what="check the domain that emails come from" />
      {isOwner && <Checked />}
    </>
  );
}

function Checked() {
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
    <Loaded query={check} skeleton={<FormSkeleton fields={5} />} errorTitle="The domain could not be checked">
      {({ domains, checkedAt }) =>
        domains.length === 0 ? (
          <NoAddress />
        ) : (
          <div className="flex flex-col gap-6">
            <Card>
              <CardHeader
                title="Domain check"
                description="Receivers look these records up to tell your emails from forged ones. They are published where your domain is managed, and a change can take hours to show."
                actions={
                  <Button
                    size="sm"
                    icon={<RotateCcw />}
                    loading={check.isFetching}
                    onClick={() => void check.refetch()}
                  >
                    Check again
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
  const now = useNow();
  if (fetching) return "Asking the name servers";
  return (
    <>
      Checked <TimeAgo at={at} now={now} />
    </>
  );
}

function NoAddress() {
  return (
    <Card>
      <CardBody>
        <EmptyState
          icon={<AtSign />}
          title="No address to send from yet"
          action={
            <ButtonLink variant="primary" href="/settings/sending">
              Set up a mail server
            </ButtonLink>
          }
        >
          When you have said how emails go out, the domain they come from is checked here.
        </EmptyState>
      </CardBody>
    </Card>
  );
}
