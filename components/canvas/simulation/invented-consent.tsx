"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { consentAnswers, consentChannels, type InventedPerson } from "#workflows/invented-person.ts";

type Consent = InventedPerson["consent"];
type Props = { consent: Consent; onChange(consent: Consent): void };

/** What an invented person has agreed to, channel by channel. */
export function InventedConsent({ consent, onChange }: Props) {
  const t = useTranslations("simulation.invent");
  const options = consentAnswers.map((value) => ({ value, label: t(`answers.${value}`) }));
  return consentChannels.map((channel) => (
    <Field key={channel} label={t(`channels.${channel}`)}>
      <Select
        options={options}
        value={consent[channel]}
        onValueChange={(value) => {
          const answer = consentAnswers.find((known) => known === value);
          if (answer) onChange({ ...consent, [channel]: answer });
        }}
      />
    </Field>
  ));
}
