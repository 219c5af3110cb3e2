"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { CodeBlock } from "#components/settings/code-block.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { IDENTIFY_WITH_PROOF, INBOX_BELL, INBOX_LIST, proofExamples } from "./in-app-code.ts";
import { InAppKey } from "./in-app-key.tsx";
import { InAppTrust } from "./in-app-trust.tsx";

/** What messages in the shop's own pages need: a place for the inbox, and a proof of who is signed in. */
export function InAppCard() {
  const t = useTranslations("site");
  const say = useSay();
  const api = useApi();
  const inApp = useQuery(api.inApp.get.queryOptions());
  const [isShown, setIsShown] = useState(false);
  return (
    <Card>
      <CardHeader
        title={t("inApp.title")}
        description={t("inApp.description", { step: say("Show in-app message") })}
      />
      <CardBody className="flex flex-col gap-6">
        <section className="flex flex-col gap-3">
          <h3 className="text-sm font-medium">{t("inApp.inbox")}</h3>
          <p className="text-sm text-muted">{t("inApp.inboxHelp")}</p>
          <CodeBlock label={t("inApp.list")} code={INBOX_LIST} />
          <CodeBlock label={t("inApp.bell")} code={INBOX_BELL} />
        </section>
        <Loaded query={inApp} skeleton={<ListSkeleton rows={2} />} errorTitle={t("inApp.loadFailed")}>
          {({ key, trustIds }) => (
            <>
              <section className="flex flex-col gap-3">
                <h3 className="text-sm font-medium">{t("inApp.prove")}</h3>
                <p className="text-sm text-muted">{t("inApp.proveHelp")}</p>
                <Tabs tabs={proofExamples(null)} label={t("inApp.where")}>
                  {proofExamples(isShown ? key : null).map(({ value, label, code }) => (
                    <TabPanel key={value} value={value} className="flex flex-col gap-3">
                      <CodeBlock label={t("inApp.proofIn", { language: label })} code={code} />
                      {value === "shopify" ? (
                        <p className="text-sm text-muted">{t("inApp.liquid")}</p>
                      ) : (
                        <CodeBlock
                          label={t("inApp.callAfter", { language: label })}
                          code={IDENTIFY_WITH_PROOF}
                        />
                      )}
                    </TabPanel>
                  ))}
                </Tabs>
                <InAppKey value={key} isShown={isShown} onShow={() => setIsShown(true)} />
              </section>
              <InAppTrust trustIds={trustIds} />
            </>
          )}
        </Loaded>
        <p className="text-sm text-muted">
          {t.rich("inApp.outcome", {
            link: (chunks) => (
              <Link href="/messages?channel=in-app" className="text-ember-ink hover:underline">
                {chunks}
              </Link>
            ),
          })}
        </p>
      </CardBody>
    </Card>
  );
}
