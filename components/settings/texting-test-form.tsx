"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Texting } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { phoneAddress } from "#workflows/phone-address.ts";
import { TestOutcome } from "./test-outcome.tsx";

const CHANNELS = ["sms", "whatsapp"] as const;

/** Sends one message to a number of one's own, to see that it arrives; nothing for people who may not. */
export function TextingTestForm({ service }: { service: Texting["service"] }) {
  const t = useTranslations("settings");
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const [to, setTo] = useState("");
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>("sms");
  const [checked, setChecked] = useState(false);
  const send = useMutation(
    api.texting.sendTest.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(api.messages.list.pathFilter()),
    }),
  );
  const isNumber = phoneAddress(to) !== null;

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    if (isNumber && !send.isPending) send.mutate({ channel, to });
  }

  if (!isOwner) return null;
  return (
    <Card>
      <CardHeader
        title={t("texting.test.title")}
        description={service === null ? t("texting.test.kept") : t("texting.test.description")}
      />
      <CardBody>
        <form
          onSubmit={submit}
          noValidate
          className="flex max-w-xl flex-col gap-3 sm:flex-row sm:items-start"
        >
          <Field label={t("texting.test.as")} className="sm:w-40">
            <Select
              options={CHANNELS.map((value) => ({ value, label: t(`texting.test.${value}`) }))}
              value={channel}
              onValueChange={(value) => setChannel(value === "whatsapp" ? "whatsapp" : "sms")}
            />
          </Field>
          <Field
            label={t("texting.test.to")}
            className="flex-1"
            error={checked && !isNumber ? t("texting.test.toWrong") : undefined}
          >
            <Input
              type="tel"
              autoComplete="tel"
              placeholder="+15551234567"
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          </Field>
          <Button type="submit" loading={send.isPending} className="sm:mt-6.5">
            {t("texting.test.send")}
          </Button>
        </form>
        {channel === "whatsapp" && (
          <p className="mt-3 max-w-xl text-sm text-muted">{t("texting.test.whatsappHelp")}</p>
        )}
        <TestOutcome error={send.error} answer={send.data} />
      </CardBody>
    </Card>
  );
}
