"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Senders } from "#components/shell/outputs.ts";
import { useMay, usePerson } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { TestOutcome } from "./test-outcome.tsx";
import { usualSender } from "./usual-sender.ts";

/** Sends one email to oneself, to see that it arrives; nothing for people who may not. */
export function TestEmailForm({ senders: { identities, service } }: { senders: Senders }) {
  const t = useTranslations("settings");
  const api = useApi();
  const queryClient = useQueryClient();
  const person = usePerson();
  const isOwner = useMay("owner");
  const [to, setTo] = useState(person.email);
  const [from, setFrom] = useState("");
  const [missing, setMissing] = useState(false);
  // One that was removed meanwhile is not chosen any more.
  const chosen = identities.find(({ id }) => id === from) ?? usualSender(identities);
  const send = useMutation(
    api.settings.sendTestEmail.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(api.messages.list.pathFilter()),
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setMissing(to.trim() === "");
    if (to.trim() !== "" && !send.isPending) send.mutate({ to: to.trim(), from: chosen?.id ?? "" });
  }

  if (!isOwner) return null;
  return (
    <Card>
      <CardHeader
        title={t("test.title")}
        description={service === "postmark" ? t("test.postmark") : t("test.description")}
      />
      <CardBody>
        <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-3 sm:flex-row sm:items-end">
          <Field label={t("test.to")} className="flex-1" error={missing ? t("enterEmail") : undefined}>
            <Input
              type="email"
              autoComplete="email"
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          </Field>
          {identities.length > 1 && chosen && (
            <Field label={t("test.from")} className="flex-1">
              <Select
                options={identities.map(({ id, name, address }) => ({
                  value: id,
                  label: name,
                  description: address,
                }))}
                value={chosen.id}
                onValueChange={setFrom}
              />
            </Field>
          )}
          <Button type="submit" loading={send.isPending}>
            {t("test.send")}
          </Button>
        </form>
        <TestOutcome error={send.error} answer={send.data} />
      </CardBody>
    </Card>
  );
}
