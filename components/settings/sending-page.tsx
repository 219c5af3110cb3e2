"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { PublicUrlProblem } from "#components/shell/public-url-problem.tsx";
import { BounceDoorCard } from "./bounce-door-card.tsx";
import { BounceMailboxCard } from "./bounce-mailbox-card.tsx";
import { DkimCard } from "./dkim-card.tsx";
import { FormSkeleton } from "./form-skeleton.tsx";
import { MailServiceCard } from "./mail-service-card.tsx";
import { PaceCard } from "./pace-card.tsx";
import { SendersCard } from "./senders-card.tsx";
import { SendingRulesCard } from "./sending-rules-card.tsx";
import { SendingSwitch } from "./sending-switch.tsx";
import { TestEmailForm } from "./test-email-form.tsx";
import { TrackingCard } from "./tracking-card.tsx";

/** Whether and how messages leave this server. */
export function SendingPage() {
  const t = useTranslations("settings");
  const api = useApi();
  const settings = useQuery(api.settings.get.queryOptions());
  const senders = useQuery(api.senders.get.queryOptions());
  return (
    <>
      <NeedsRole atLeast="owner" what={t("sending.needs")} />
      <Loaded query={settings} skeleton={<FormSkeleton />} errorTitle={t("loadFailed")}>
        {(loaded) => (
          <div className="flex flex-col gap-6">
            <SendingSwitch off={loaded.sendingOff} />
            {!loaded.emailsLeave && <PublicUrlProblem problem={loaded.publicUrlProblem} />}
            <Loaded query={senders} skeleton={<FormSkeleton />} errorTitle={t("sending.howFailed")}>
              {(how) => (
                <>
                  <MailServiceCard key={how.service} smtp={loaded.smtp} senders={how} />
                  <TestEmailForm senders={how} />
                  <SendersCard senders={how.identities} />
                  <PaceCard key={JSON.stringify(how.pace)} pace={how.pace} />
                  <DkimCard senders={how} />
                  <BounceDoorCard key={`back ${how.service}`} />
                  <BounceMailboxCard />
                </>
              )}
            </Loaded>
            <SendingRulesCard key={JSON.stringify(loaded.sendingRules)} rules={loaded.sendingRules} />
            <TrackingCard
              key={JSON.stringify(loaded.tracking)}
              tracking={loaded.tracking}
              reachable={loaded.publicUrlProblem === null}
            />
          </div>
        )}
      </Loaded>
    </>
  );
}
