"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { CodeBlock } from "#components/settings/code-block.tsx";
import { useNow } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { CardBody } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { StepCard } from "#components/ui/step-card.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { toast } from "#components/ui/toast.ts";
import { hookCommand } from "./hook-command.ts";
import type { Hook } from "./outputs.ts";
import { RotateDialog } from "./rotate-dialog.tsx";
import { useHookRefresh } from "./use-hook-refresh.ts";

/** The address to give to the other program, and how to change it. */
export function AddressStep({ hook, address }: { hook: Hook; address: string }) {
  const t = useTranslations("hooks");
  const shown = useReachable(address);
  const [rotating, setRotating] = useState(false);
  return (
    <StepCard
      number={1}
      title={t("address.title")}
      description={t("address.description")}
      actions={
        <Button size="sm" onClick={() => setRotating(true)}>
          {t("address.change")}
        </Button>
      }
    >
      <CardBody className="flex flex-col gap-4">
        <div className="flex items-center gap-2">
          <Field label={t("address.of", { name: hook.name })} hideLabel className="flex-1">
            <Input readOnly value={shown} className="font-mono" onFocus={(event) => event.target.select()} />
          </Field>
          <CopyButton
            iconOnly
            variant="secondary"
            text={shown}
            label={t("address.copy", { name: hook.name })}
          />
        </div>
        {hook.previousAddressUntil !== null && <OldAddress hook={hook} until={hook.previousAddressUntil} />}
        <Example hook={hook} command={hookCommand(shown, hook)} />
      </CardBody>
      {rotating && <RotateDialog hook={hook} onClose={() => setRotating(false)} />}
    </StepCard>
  );
}

function OldAddress({ hook, until }: { hook: Hook; until: number }) {
  const t = useTranslations("hooks");
  const api = useApi();
  const now = useNow();
  const refresh = useHookRefresh();
  const close = useMutation(
    api.hooks.closeOldAddress.mutationOptions({
      onSuccess: () => toast.success(t("address.oldClosed")),
      onError: showError,
      onSettled: refresh,
    }),
  );
  return (
    <Banner
      tone="info"
      title={t("address.oldWorks")}
      action={
        <Button size="sm" loading={close.isPending} onClick={() => close.mutate({ id: hook.id })}>
          {t("address.closeOld")}
        </Button>
      }
    >
      {t.rich("address.closes", { moment: () => <TimeAgo at={until} now={now} /> })}
    </Banner>
  );
}

function Example({ hook, command }: { hook: Hook; command: string | null }) {
  const t = useTranslations("hooks");
  // Stays as it is when something arrives: somebody may be reading it.
  const [isOpen] = useState(hook.lastReceivedAt === null);
  if (command === null) {
    return <p className="text-sm text-muted">{t("address.signed")}</p>;
  }
  return (
    <details open={isOpen}>
      <summary className="cursor-pointer text-sm text-muted">{t("address.example")}</summary>
      <div className="mt-2">
        <CodeBlock label={t("address.commandLabel")} code={command} />
      </div>
    </details>
  );
}

/** Where the browser reaches this server is better than an address that is not set up. */
function useReachable(address: string): string {
  const api = useApi();
  const settings = useQuery(api.settings.get.queryOptions());
  return settings.data?.publicUrlProblem ? window.location.origin + new URL(address).pathname : address;
}
