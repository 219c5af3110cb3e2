"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import type { Texting } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Fact, Facts } from "./facts.tsx";
import { FormSkeleton } from "./form-skeleton.tsx";
import { StopWordsCard } from "./stop-words-card.tsx";
import { TextingCallbackCard } from "./texting-callback-card.tsx";
import { TextingForm } from "./texting-form.tsx";
import { TextingTestForm } from "./texting-test-form.tsx";

/** Whether and how text messages and WhatsApp messages leave this server, and how answers come back. */
export function TextingPage() {
  const t = useTranslations("settings");
  const api = useApi();
  const texting = useQuery(api.texting.get.queryOptions());
  return (
    <>
      <NeedsRole atLeast="owner" what={t("texting.needs")} />
      <Loaded query={texting} skeleton={<FormSkeleton />} errorTitle={t("loadFailed")}>
        {(loaded) => (
          <div className="flex flex-col gap-6">
            <ServiceCard service={loaded.service} />
            <TextingTestForm service={loaded.service} />
            <TextingCallbackCard texting={loaded} />
            <StopWordsCard />
          </div>
        )}
      </Loaded>
    </>
  );
}

/** Whether the messages of a channel leave: each has a sender of its own. */
function SenderBadge({ channel, isSet }: { channel: "sms" | "whatsapp"; isSet: boolean }) {
  const t = useTranslations("settings");
  return isSet ? (
    <Badge tone="success" dot>
      {t(`texting.${channel}Sent`)}
    </Badge>
  ) : (
    <Badge tone="info">{t(`texting.${channel}Kept`)}</Badge>
  );
}

function ServiceCard({ service }: { service: Texting["service"] }) {
  const t = useTranslations("settings");
  const isOwner = useMay("owner");
  return (
    <Card>
      <CardHeader
        title={t("texting.title")}
        description={t("texting.description")}
        actions={
          <>
            <SenderBadge channel="sms" isSet={Boolean(service?.smsFrom)} />
            <SenderBadge channel="whatsapp" isSet={Boolean(service?.whatsappFrom)} />
          </>
        }
      />
      <CardBody>
        {isOwner ? (
          // A form that was saved or emptied starts anew from what is stored.
          <TextingForm key={JSON.stringify(service)} stored={service} />
        ) : service === null ? (
          <p className="text-sm text-muted">{t("texting.none")}</p>
        ) : (
          <Facts>
            <Fact name={t("texting.account")}>{service.accountSid}</Fact>
            <Fact name={t("texting.smsFrom")}>{service.smsFrom || t("texting.notSet")}</Fact>
            <Fact name={t("texting.whatsappFrom")}>{service.whatsappFrom || t("texting.notSet")}</Fact>
          </Facts>
        )}
      </CardBody>
    </Card>
  );
}
