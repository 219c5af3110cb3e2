"use client";

import { useTranslations } from "next-intl";
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
import { PROVIDER_NAMES, PROVIDERS, serviceOptions } from "./provider-words.ts";
import { addressOf, usualSender } from "./usual-sender.ts";

/** What emails go out through: a mail server, the service of a provider, or nothing yet. */
export function MailServiceCard({ smtp, senders }: { smtp: Settings["smtp"]; senders: Senders }) {
  const t = useTranslations("settings");
  const isOwner = useMay("owner");
  const { service, configuredBy, provider } = senders;
  const usual = usualSender(senders.identities);
  return (
    <Card>
      <CardHeader
        title={t("service.title")}
        description={t("service.description")}
        actions={
          configuredBy === null ? (
            <Badge tone="info">{t("service.keptHere")}</Badge>
          ) : (
            <Badge tone="success" dot>
              {service === null || service === "smtp" ? t("service.mailServer") : PROVIDER_NAMES[service]}
            </Badge>
          )
        }
      />
      <CardBody>
        {configuredBy === "environment" ? (
          <>
            <Banner tone="info" className="mb-5">
              {t("service.byEnvironment")}
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
              ? t("service.through", {
                  service: PROVIDER_NAMES[provider.service],
                  from: addressOf(usual) || provider.from,
                })
              : t("service.none")}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function ServiceChoice({ smtp, senders }: { smtp: Settings["smtp"]; senders: Senders }) {
  const t = useTranslations("settings");
  const active = senders.service ?? "smtp";
  const usual = usualSender(senders.identities);
  const [chosen, setChosen] = useState<string>(active);
  const provider = PROVIDERS.find((name) => name === chosen);
  const isChange = senders.service !== null && chosen !== active;
  return (
    <div className="flex flex-col gap-5">
      <Field label={t("service.service")} className="max-w-xl">
        <Select options={serviceOptions(t)} value={chosen} onValueChange={setChosen} />
      </Field>
      {isChange && (
        <Banner tone="info" className="max-w-xl">
          {t("service.change")}
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
