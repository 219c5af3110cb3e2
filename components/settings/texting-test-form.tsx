"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
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

const CHANNELS = [
  { value: "sms", label: "Text message" },
  { value: "whatsapp", label: "WhatsApp" },
] as const;

/** Sends one message to a number of one's own, to see that it arrives; nothing for people who may not. */
export function TextingTestForm({ service }: { service: Texting["service"] }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const [to, setTo] = useState("");
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]["value"]>("sms");
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
        title="Send a test"
        description={
          service === null
            ? "No service is set up, so it is kept under Messages."
            : "Goes to a phone of your own. Your service bills it like any other message."
        }
      />
      <CardBody>
        <form
          onSubmit={submit}
          noValidate
          className="flex max-w-xl flex-col gap-3 sm:flex-row sm:items-start"
        >
          <Field label="As" className="sm:w-40">
            <Select
              options={[...CHANNELS]}
              value={channel}
              onValueChange={(value) => setChannel(value === "whatsapp" ? "whatsapp" : "sms")}
            />
          </Field>
          <Field
            label="Send it to"
            className="flex-1"
            error={checked && !isNumber ? "Enter a number with its country, like +15551234567" : undefined}
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
            Send test
          </Button>
        </form>
        {channel === "whatsapp" && (
          <p className="mt-3 max-w-xl text-sm text-muted">
            WhatsApp delivers a text like this only to somebody who has written to your number within the last
            24 hours. Write to it from your phone first.
          </p>
        )}
        <TestOutcome error={send.error} answer={send.data} />
      </CardBody>
    </Card>
  );
}
