"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
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
import { BOUNCE_WORDS } from "./bounce-words.ts";
import { CodeBlock } from "./code-block.tsx";
import { FormSkeleton } from "./form-skeleton.tsx";
import { PROVIDER_WORDS, PROVIDERS } from "./provider-words.ts";

/** Where the sending service tells of emails that came back or were called spam. */
export function BounceDoorCard() {
  const api = useApi();
  const isOwner = useMay("owner");
  const settings = useQuery(api.bounces.get.queryOptions(undefined, { enabled: isOwner }));
  if (!isOwner) return null;
  return (
    <Card>
      <CardHeader
        title="Emails that come back"
        description="Your sending service knows which addresses do not exist and who called an email spam. Let it tell this server, so that nobody is written to in vain, or against their will."
      />
      <CardBody>
        <Loaded query={settings} skeleton={<FormSkeleton />} errorTitle="The address could not be loaded">
          {(loaded) => <Door settings={loaded} />}
        </Loaded>
      </CardBody>
    </Card>
  );
}

function Door({ settings }: { settings: BounceSettings }) {
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
        <p className="max-w-xl text-sm text-muted">
          The service needs a secret address to report to. With a plain mail server, read the mailbox of
          returned emails instead.
        </p>
        <Button variant="primary" loading={make.isPending} onClick={() => make.mutate()}>
          Make the address
        </Button>
      </div>
    );
  }
  const shown = addresses.find(({ service }) => service === chosen);
  return (
    <div className="flex flex-col gap-5">
      <PublicUrlProblem problem={publicUrlProblem} />
      <Field label="Service" className="max-w-xl">
        <Select
          options={PROVIDERS.map((name) => ({ value: name, label: PROVIDER_WORDS[name].label }))}
          value={chosen}
          onValueChange={setChosen}
        />
      </Field>
      {shown && <Steps key={shown.service} shown={shown} />}
      <ConfirmDialog
        trigger={
          <Button icon={<RefreshCw />} className="self-start">
            Change the address
          </Button>
        }
        title="Change the address?"
        description="The old one is worth nothing from then on, for every service, until you enter the new one there. This cannot be undone."
        confirmLabel="Change the address"
        onConfirm={() => make.mutateAsync()}
      />
    </div>
  );
}

function Steps({ shown }: { shown: NonNullable<BounceSettings["addresses"]>[number] }) {
  const { service, address, hasKey } = shown;
  return (
    <>
      <div>
        <h3 className="mb-2 text-sm font-medium">Address for {PROVIDER_WORDS[service].label}</h3>
        <CodeBlock code={address} label="Address for reports" />
      </div>
      <ol className="flex max-w-2xl list-decimal flex-col gap-1.5 pl-5 text-sm">
        {BOUNCE_WORDS[service].steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {service !== "ses" && service !== "postmark" && <BounceKeyForm service={service} hasKey={hasKey} />}
    </>
  );
}
