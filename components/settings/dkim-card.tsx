"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Senders } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { toast } from "#components/ui/toast.ts";
import { CodeBlock } from "./code-block.tsx";
import { PROVIDER_WORDS } from "./provider-words.ts";
import { useSendingChanged } from "./use-sending-changed.ts";

/** The signature that proves that emails come from the shop's domain. */
export function DkimCard({ senders: { dkim, service } }: { senders: Senders }) {
  const isOwner = useMay("owner");
  return (
    <Card>
      <CardHeader
        title="Signature (DKIM)"
        description="Proves to mailboxes that an email comes from your domain. Use it when your mail server does not sign by itself."
      />
      <CardBody className="flex max-w-xl flex-col gap-5">
        {service !== null && service !== "smtp" && (
          <Banner tone="info">
            {PROVIDER_WORDS[service].label} signs your emails itself, with records that it shows you. The
            signature here is for a mail server.
          </Banner>
        )}
        {dkim ? (
          <Signing dkim={dkim} mayEdit={isOwner} />
        ) : isOwner ? (
          <NewKey />
        ) : (
          <p className="text-sm text-muted">Emails are not signed here.</p>
        )}
      </CardBody>
    </Card>
  );
}

function NewKey() {
  const api = useApi();
  const sendingChanged = useSendingChanged();
  const [domain, setDomain] = useState("");
  const [missing, setMissing] = useState(false);
  const make = useMutation(
    api.senders.makeDkim.mutationOptions({ onSuccess: sendingChanged, onError: showError }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setMissing(domain.trim() === "");
    if (domain.trim() !== "" && !make.isPending) make.mutate({ domain: domain.trim() });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3 sm:flex-row sm:items-end">
      <Field
        label="Your domain"
        className="flex-1"
        error={missing ? "Enter the domain that emails come from" : undefined}
      >
        <Input
          value={domain}
          placeholder="example.com"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setDomain(event.target.value)}
        />
      </Field>
      <Button type="submit" loading={make.isPending}>
        Make a key
      </Button>
    </form>
  );
}

function Signing({ dkim, mayEdit }: { dkim: NonNullable<Senders["dkim"]>; mayEdit: boolean }) {
  const api = useApi();
  const sendingChanged = useSendingChanged();
  const turn = useMutation(
    api.senders.switchDkim.mutationOptions({ onSuccess: sendingChanged, onError: showError }),
  );
  const remove = useMutation(
    api.senders.removeDkim.mutationOptions({
      onSuccess: async () => {
        toast.success("The key is removed");
        await sendingChanged();
      },
    }),
  );
  const { domain, record } = dkim;
  return (
    <>
      <div className="flex flex-col gap-3 text-sm">
        <p>
          Publish this record of the type TXT where your domain is managed.{" "}
          <Link href="/settings/domain" className="text-ember-ink underline underline-offset-2">
            Check the domain
          </Link>{" "}
          afterwards: it may take some hours to be seen.
        </p>
        <CodeBlock code={record.name} label="Name of the record" />
        <CodeBlock code={record.value} label="Value of the record" />
      </div>
      <Switch
        label={`Sign emails from ${domain}`}
        help="Switch it on once the record is published. An email signed without it looks forged."
        checked={turn.isPending ? turn.variables.on : dkim.on}
        disabled={!mayEdit || turn.isPending}
        onCheckedChange={(on) => turn.mutate({ on })}
      />
      {mayEdit && (
        <div>
          <ConfirmDialog
            trigger={<Button variant="ghost">Remove the key</Button>}
            title="Remove the key?"
            description={`Emails from ${domain} are not signed any more. A new key needs a new record.`}
            confirmLabel="Remove the key"
            tone="danger"
            onConfirm={() => remove.mutateAsync()}
          />
        </div>
      )}
    </>
  );
}
