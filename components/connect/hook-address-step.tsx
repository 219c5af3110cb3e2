"use client";

import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { AddressToCopy } from "./address-to-copy.tsx";
import type { HookStepsProps } from "./hook-steps-props.ts";
import { Step } from "./steps.tsx";

/** The first step of every source with a hook: make the address that it sends to. */
export function HookAddressStep({ name, hook, address, onStart, isStarting }: HookStepsProps) {
  const t = useTranslations("connect");
  const mayEdit = useMay("editor");
  return (
    <Step number={1} title={hook ? t("address.copyStep") : t("address.make")}>
      {address !== null && (
        <>
          <AddressToCopy label={t("address.for", { name })} address={address} />
          <p className="text-muted">{t("address.private", { name })}</p>
        </>
      )}
      {hook && address === null && <p className="text-muted">{t("address.onlyEditors")}</p>}
      {!hook && (
        <>
          <p className="text-muted">{t("address.alone", { name })}</p>
          {mayEdit && (
            <Button variant="primary" className="self-start" loading={isStarting} onClick={onStart}>
              {t("address.make")}
            </Button>
          )}
        </>
      )}
    </Step>
  );
}
