"use client";

import { useTranslations } from "next-intl";
import { CodeBlock } from "#components/settings/code-block.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { IdNote } from "./id-note.tsx";
import { exampleCalls } from "./site-code.ts";

/** What the site's own code may say besides page views. */
export function CallsCard() {
  const t = useTranslations("site");
  return (
    <Card>
      <CardHeader title={t("calls.title")} description={t("calls.description")} />
      <CardBody className="flex flex-col gap-3">
        <CodeBlock
          label={t("calls.examples")}
          code={exampleCalls({
            signedIn: t("calls.signedIn"),
            intoCart: t("calls.intoCart"),
            newsletter: t("calls.newsletter"),
            signedOut: t("calls.signedOut"),
          })}
        />
        <div className="text-sm">
          <IdNote />
        </div>
      </CardBody>
    </Card>
  );
}
