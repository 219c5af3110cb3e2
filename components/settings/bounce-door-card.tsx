"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import type { BounceSettings } from "#components/shell/outputs.ts";
import { PublicUrlProblem } from "#components/shell/public-url-problem.tsx";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { BounceKeyForm } from "./bounce-key-form.tsx";
import { bounceSteps } from "./bounce-words.ts";
import { CodeBlock } from "./code-block.tsx";
import { FormSkeleton } from "./form-skeleton.tsx";
import { PROVIDER_NAMES, PROVIDERS } from "./provider-words.ts";

/** Where the sending service tells of emails that came back or were called spam. */
export function BounceDoorCard() {
  const t = useTranslations("settings");
  const api = useApi();
  const isOwner = useMay("owner");
  const settings = useQuery(api.bounces.get.queryOptions(undefined, { enabled: isOwner }));
  if (!isOwner) return null;
  return (
    <Card>
      <CardHeader title={t("bounces.title")} description={t("bounces.description")} />
      <CardBody>
        <Loaded query={settings} skeleton={<FormSkeleton />} errorTitle={t("bounces.loadFailed")}>
          {(loaded) => <Door settings={loaded} />}
        </Loaded>
      </CardBody>
    </Card>
  );
}

function Door({ settings }: { settings: BounceSettings }) {
  const t = useTranslations("settings");
  const api = useApi();
  const queryClient = useQueryClient();
  const { addresses, service: inUse, publicUrlProblem } = settings;
  const [chosen, setChosen] = useState<string>(inUse ?? "ses");
  const make = useMutation(
    api.bounces.makeAddress.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(api.bounces.get.queryFilter()),
      onError: showError,
    }),
  );
  if (addresses === null) {
    return (
      <div className="flex flex-col items-start gap-4">
        <p className="max-w-xl text-sm text-muted">{t("bounces.needsAddress")}</p>
        <Button variant="primary" loading={make.isPending} onClick={() => make.mutate()}>
          {t("bounces.make")}
        </Button>
      </div>
    );
  }
  const shown = addresses.find(({ service }) => service === chosen);
  return (
    <div className="flex flex-col gap-5">
      <PublicUrlProblem problem={publicUrlProblem} />
      <Field label={t("bounces.service")} className="max-w-xl">
        <Select
          options={PROVIDERS.map((name) => ({ value: name, label: PROVIDER_NAMES[name] }))}
          value={chosen}
          onValueChange={setChosen}
        />
      </Field>
      {shown && <Steps key={shown.service} shown={shown} />}
      <ConfirmDialog
        trigger={
          <Button icon={<RefreshCw />} className="self-start">
            {t("bounces.change")}
          </Button>
        }
        title={t("bounces.changeTitle")}
        description={t("bounces.changeHelp")}
        confirmLabel={t("bounces.change")}
        onConfirm={() => make.mutateAsync()}
      />
    </div>
  );
}

function Steps({ shown }: { shown: NonNullable<BounceSettings["addresses"]>[number] }) {
  const t = useTranslations("settings");
  const { service, address, hasKey } = shown;
  return (
    <>
      <div>
        <h3 className="mb-2 text-sm font-medium">
          {t("bounces.addressFor", { service: PROVIDER_NAMES[service] })}
        </h3>
        <CodeBlock code={address} label={t("bounces.address")} />
      </div>
      <ol className="flex max-w-2xl list-decimal flex-col gap-1.5 pl-5 text-sm">
        {bounceSteps(service, t).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {service !== "ses" && service !== "postmark" && <BounceKeyForm service={service} hasKey={hasKey} />}
    </>
  );
}
