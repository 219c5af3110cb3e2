"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { CardBody } from "#components/ui/card.tsx";
import { StepCard } from "#components/ui/step-card.tsx";
import type { Hook } from "./outputs.ts";
import { SchemeDialog } from "./scheme-dialog.tsx";

/** Whose requests are taken in. */
export function SenderStep({ hook }: { hook: Hook }) {
  const t = useTranslations("hooks");
  const [choosing, setChoosing] = useState(false);
  const isOpen = hook.scheme === "none";
  return (
    <StepCard
      number={2}
      title={t("sender.title")}
      description={t("sender.description")}
      actions={
        <Button size="sm" onClick={() => setChoosing(true)}>
          {isOpen ? t("sender.choose") : t("picker.change")}
        </Button>
      }
    >
      <CardBody>
        {isOpen ? (
          <Banner tone="warning" title={t("sender.open")}>
            {t("sender.openHelp")}
          </Banner>
        ) : (
          <SchemeSummary hook={hook} />
        )}
      </CardBody>
      {choosing && <SchemeDialog hook={hook} onClose={() => setChoosing(false)} />}
    </StepCard>
  );
}

function SchemeSummary({ hook: { scheme, schemeOptions, hasSecret } }: { hook: Hook }) {
  const t = useTranslations("hooks");

  return (
    <div className="text-sm [overflow-wrap:anywhere]">
      <p>{t(`scheme.${scheme}.summary`)}</p>
      {scheme === "basic" && (
        <p className="text-muted">{t("sender.username", { name: schemeOptions?.username ?? "" })}</p>
      )}
      {scheme === "hmac" && (
        <p className="text-muted">
          {t(schemeOptions?.prefix ? "sender.signatureAfter" : "sender.signature", {
            header: schemeOptions?.header ?? "x-signature",
            algorithm: schemeOptions?.algorithm ?? "sha256",
            encoding: schemeOptions?.encoding ?? "hex",
            prefix: schemeOptions?.prefix ?? "",
          })}
        </p>
      )}
      <p className="text-muted">{hasSecret ? t("sender.secretSet") : t("sender.noSecret")}</p>
    </div>
  );
}
