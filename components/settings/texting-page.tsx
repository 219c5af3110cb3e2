"use client";

import { useQuery } from "@tanstack/react-query";
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
  const api = useApi();
  const texting = useQuery(api.texting.get.queryOptions());
  return (
    <>
      <NeedsRole atLeast="owner" what="change how text messages are sent" />
      <Loaded query={texting} skeleton={<FormSkeleton />} errorTitle="The settings could not be loaded">
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
function SenderBadge({ what, isSet }: { what: string; isSet: boolean }) {
  return isSet ? (
    <Badge tone="success" dot>{`${what} are sent`}</Badge>
  ) : (
    <Badge tone="info">{`${what} are kept here`}</Badge>
  );
}

function ServiceCard({ service }: { service: Texting["service"] }) {
  const isOwner = useMay("owner");
  return (
    <Card>
      <CardHeader
        title="How text messages leave"
        description="Through an account of yours at Twilio, or at a service like it. WhatsApp messages go the same way."
        actions={
          <>
            <SenderBadge what="Text messages" isSet={Boolean(service?.smsFrom)} />
            <SenderBadge what="WhatsApp messages" isSet={Boolean(service?.whatsappFrom)} />
          </>
        }
      />
      <CardBody>
        {isOwner ? (
          // A form that was saved or emptied starts anew from what is stored.
          <TextingForm key={JSON.stringify(service)} stored={service} />
        ) : service === null ? (
          <p className="text-sm text-muted">
            None is set up, so text messages are kept under Messages to read.
          </p>
        ) : (
          <Facts>
            <Fact name="Account">{service.accountSid}</Fact>
            <Fact name="Text messages from">{service.smsFrom || "None"}</Fact>
            <Fact name="WhatsApp from">{service.whatsappFrom || "None"}</Fact>
          </Facts>
        )}
      </CardBody>
    </Card>
  );
}
