"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
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
import { PROVIDER_NAMES } from "./provider-words.ts";
import { useSendingChanged } from "./use-sending-changed.ts";

/** The signature that proves that emails come from the shop's domain. */
export function DkimCard({ senders: { dkim, service } }: { senders: Senders }) {
  const t = useTranslations("settings");
  const isOwner = useMay("owner");
  return (
    <Card>
      <CardHeader title={t("dkim.title")} description={t("dkim.description")} />
      <CardBody className="flex max-w-xl flex-col gap-5">
        {service !== null && service !== "smtp" && (
          <Banner tone="info">{t("dkim.serviceSigns", { service: PROVIDER_NAMES[service] })}</Banner>
        )}
        {dkim ? (
          <Signing dkim={dkim} mayEdit={isOwner} />
        ) : isOwner ? (
          <NewKey />
        ) : (
          <p className="text-sm text-muted">{t("dkim.notSigned")}</p>
        )}
      </CardBody>
    </Card>
  );
}

function NewKey() {
  const t = useTranslations("settings");
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
        label={t("dkim.domain")}
        className="flex-1"
        error={missing ? t("dkim.domainMissing") : undefined}
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
        {t("dkim.make")}
      </Button>
    </form>
  );
}

function Signing({ dkim, mayEdit }: { dkim: NonNullable<Senders["dkim"]>; mayEdit: boolean }) {
  const t = useTranslations("settings");
  const api = useApi();
  const sendingChanged = useSendingChanged();
  const turn = useMutation(
    api.senders.switchDkim.mutationOptions({ onSuccess: sendingChanged, onError: showError }),
  );
  const remove = useMutation(
    api.senders.removeDkim.mutationOptions({
      onSuccess: async () => {
        toast.success(t("dkim.removed"));
        await sendingChanged();
      },
    }),
  );
  const { domain, record } = dkim;
  return (
    <>
      <div className="flex flex-col gap-3 text-sm">
        <p>
          {t.rich("dkim.publish", {
            link: (words) => (
              <Link href="/settings/domain" className="text-ember-ink underline underline-offset-2">
                {words}
              </Link>
            ),
          })}
        </p>
        <CodeBlock code={record.name} label={t("domain.record.nameOf")} />
        <CodeBlock code={record.value} label={t("domain.record.valueOf")} />
      </div>
      <Switch
        label={t("dkim.sign", { domain })}
        help={t("dkim.signHelp")}
        checked={turn.isPending ? turn.variables.on : dkim.on}
        disabled={!mayEdit || turn.isPending}
        onCheckedChange={(on) => turn.mutate({ on })}
      />
      {mayEdit && (
        <div>
          <ConfirmDialog
            trigger={<Button variant="ghost">{t("dkim.remove")}</Button>}
            title={t("dkim.removeTitle")}
            description={t("dkim.removeHelp", { domain })}
            confirmLabel={t("dkim.remove")}
            tone="danger"
            onConfirm={() => remove.mutateAsync()}
          />
        </div>
      )}
    </>
  );
}
