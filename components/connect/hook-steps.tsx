"use client";

import { useTranslations } from "next-intl";
import { type ComponentType, useState } from "react";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Source, SourceId } from "./connect-outputs.ts";
import type { HookStepsProps } from "./hook-steps-props.ts";
import { ReachNote } from "./reach-note.tsx";
import { ShopifySteps } from "./shopify-steps.tsx";

import { StripeSteps } from "./stripe-steps.tsx";
import { useStart } from "./use-start.ts";
import { WooCommerceSteps } from "./woocommerce-steps.tsx";

type HookSourceId = Extract<SourceId, "shopify" | "woocommerce" | "stripe">;
const STEPS: Record<HookSourceId, ComponentType<HookStepsProps>> = {
  shopify: ShopifySteps,
  woocommerce: WooCommerceSteps,
  stripe: StripeSteps,
};

/** Whether a source sends to a hook rather than with a key. */
export function isWithHook(id: SourceId): id is HookSourceId {
  return Object.hasOwn(STEPS, id);
}

type Props = { id: HookSourceId; source: Source; address: string };

/** The steps of a source that sends to a hook; with several hooks, of the one that is chosen. */
export function HookSteps({ id, source: { hooks, publicUrlProblem }, address }: Props) {
  const t = useTranslations("connect");
  const mayEdit = useMay("editor");
  const [chosen, setChosen] = useState<number | null>(null);
  const [told, setTold] = useState<{ id: number; secret: string | null } | null>(null);
  const start = useStart((started) => {
    if (started.by !== "hook") return;
    setChosen(started.id);
    if (started.secret !== null) setTold({ id: started.id, secret: started.secret });
  });
  const name = t(`source.${id}.name`);
  const hook = hooks.find((known) => known.id === chosen) ?? hooks[0] ?? null;
  const Concrete = STEPS[id];

  return (
    <>
      <ReachNote
        name={name}
        address={address}
        isGuessed={publicUrlProblem !== null}
        needsHttps={id !== "woocommerce"}
      />
      {hooks.length > 1 && hook && (
        <Field label={t("hooks.which")} className="max-w-md">
          <Select
            options={hooks.map((known) => ({ value: String(known.id), label: known.name }))}
            value={String(hook.id)}
            onValueChange={(value) => setChosen(Number(value))}
          />
        </Field>
      )}
      <Concrete
        name={name}
        hook={hook}
        address={hook?.address ? address + new URL(hook.address).pathname : null}
        onStart={() => start.mutate({ source: id })}
        isStarting={start.isPending}
        secret={told && told.id === hook?.id ? told.secret : null}
        onSecret={(secret) => setTold(hook && { id: hook.id, secret })}
      />
      {hook && mayEdit && (
        <Button
          className="self-start"
          loading={start.isPending}
          onClick={() => start.mutate({ source: id, another: true })}
        >
          {t("hooks.another", { name })}
        </Button>
      )}
    </>
  );
}
