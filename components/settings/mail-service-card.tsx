"use client";

import { useState } from "react";
import type { Senders, Settings } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { MailServerFacts } from "./mail-server-facts.tsx";
import { MailServerForm } from "./mail-server-form.tsx";
import { ProviderForm } from "./provider-form.tsx";
import { PROVIDER_WORDS, PROVIDERS, SERVICE_OPTIONS } from "./provider-words.ts";
import { addressOf, usualSender } from "./usual-sender.ts";

/** What emails go out through: a mail server, the service of a provider, or nothing yet. */
export function MailServiceCard({ smtp, senders }: { smtp: Settings["smtp"]; senders: Senders }) {
  const isOwner = useMay("owner");
  const { service, configuredBy, provider } = senders;
  const usual = usualSender(senders.identities);
  return (
    <Card>
      <CardHeader
        title="How emails leave"
        description="Through the mail server of your provider, or through a sending service."
        actions={
          configuredBy === null ? (
            <Badge tone="info">Emails are kept here</Badge>
          ) : (
            <Badge tone="success" dot>
              {service === null || service === "smtp" ? "Mail server" : PROVIDER_WORDS[service].label}
            </Badge>
          )
        }
      />
      <CardBody>
        {configuredBy === "environment" ? (
          <>
            <Banner tone="info" className="mb-5">
              The mail server is set by the variables SMTP_URL and MAIL_FROM of the server’s environment,
              which come before whatever is set here. Whoever runs the server can change them there.
            </Banner>
            <MailServerFacts smtp={smtp} usual={usual} />
          </>
        ) : isOwner ? (
          <ServiceChoice smtp={smtp} senders={senders} />
        ) : service === "smtp" ? (
          <MailServerFacts smtp={smtp} usual={usual} />
        ) : (
          <p className="text-sm text-muted [overflow-wrap:anywhere]">
            {provider
              ? `Through ${PROVIDER_WORDS[provider.service].label}, from ${addressOf(usual) || provider.from}.`
              : "None is set up, so emails are kept under Messages to read."}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function ServiceChoice({ smtp, senders }: { smtp: Settings["smtp"]; senders: Senders }) {
  const active = senders.service ?? "smtp";
  const usual = usualSender(senders.identities);
  const [chosen, setChosen] = useState<string>(active);
  const provider = PROVIDERS.find((name) => name === chosen);
  const isChange = senders.service !== null && chosen !== active;
  return (
    <div className="flex flex-col gap-5">
      <Field label="Service" className="max-w-xl">
        <Select options={SERVICE_OPTIONS} value={chosen} onValueChange={setChosen} />
      </Field>
      {isChange && (
        <Banner tone="info" className="max-w-xl">
          Emails go on leaving as before until the new settings have been tried and saved. Those of before are
          then forgotten.
        </Banner>
      )}
      {provider ? (
        <ProviderForm
          key={`${provider} ${JSON.stringify(senders.provider)}`}
          provider={provider}
          stored={senders.provider}
          usual={usual}
        />
      ) : (
        // A form that was saved or emptied starts anew from what is stored.
        <MailServerForm key={JSON.stringify(smtp)} smtp={smtp} usual={usual} />
      )}
    </div>
  );
}
