"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { PublicUrlProblem } from "#components/shell/public-url-problem.tsx";
import { FormSkeleton } from "./form-skeleton.tsx";
import { MailServerCard } from "./mail-server-card.tsx";
import { SendingRulesCard } from "./sending-rules-card.tsx";
import { SendingSwitch } from "./sending-switch.tsx";
import { TestEmailForm } from "./test-email-form.tsx";

/** Whether and how messages leave this server. */
export function SendingPage() {
  const api = useApi();
  const settings = useQuery(api.settings.get.queryOptions());
  return (
    <>
      <NeedsRole atLeast="owner" what="change how messages are sent" />
      <Loaded query={settings} skeleton={<FormSkeleton />} errorTitle="The settings could not be loaded">
        {(loaded) => (
          <div className="flex flex-col gap-6">
            <SendingSwitch off={loaded.sendingOff} />
            {loaded.smtp.configuredBy === null && <PublicUrlProblem problem={loaded.publicUrlProblem} />}
            <MailServerCard smtp={loaded.smtp} />
            <TestEmailForm />
            <SendingRulesCard key={JSON.stringify(loaded.sendingRules)} rules={loaded.sendingRules} />
          </div>
        )}
      </Loaded>
    </>
  );
}
