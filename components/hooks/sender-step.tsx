"use client";

import { useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { CardBody } from "#components/ui/card.tsx";
import { StepCard } from "#components/ui/step-card.tsx";
import type { Hook } from "./outputs.ts";
import { SchemeDialog } from "./scheme-dialog.tsx";
import { SCHEME_WORDS } from "./scheme-words.ts";

/** Whose requests are taken in. */
export function SenderStep({ hook }: { hook: Hook }) {
  const [choosing, setChoosing] = useState(false);
  const isOpen = hook.scheme === "none";
  return (
    <StepCard
      number={2}
      title="Who may send"
      description="How a request proves that it comes from the program that you mean. Others are refused."
      actions={
        <Button size="sm" onClick={() => setChoosing(true)}>
          {isOpen ? "Choose a proof" : "Change"}
        </Button>
      }
    >
      <CardBody>
        {isOpen ? (
          <Banner tone="warning" title="Anybody who knows the address can send">
            Whoever sees it, in a log or a copied setting, can record events for any person. Choose a proof if
            the program offers one.
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
  const { summary } = SCHEME_WORDS[scheme];
  return (
    <div className="text-sm [overflow-wrap:anywhere]">
      <p>{summary}</p>
      {scheme === "basic" && <p className="text-muted">User name: {schemeOptions?.username}</p>}
      {scheme === "hmac" && (
        <p className="text-muted">
          In the header {schemeOptions?.header ?? "x-signature"}, {schemeOptions?.algorithm ?? "sha256"} in{" "}
          {schemeOptions?.encoding ?? "hex"}
          {schemeOptions?.prefix && ` after “${schemeOptions.prefix}”`}
        </p>
      )}
      <p className="text-muted">
        {hasSecret ? "The secret is set. It is stored encrypted and not shown again." : "No secret is set."}
      </p>
    </div>
  );
}
