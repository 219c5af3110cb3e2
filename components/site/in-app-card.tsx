"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useApi } from "#components/api.ts";
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
  const api = useApi();
  const inApp = useQuery(api.inApp.get.queryOptions());
  const [isShown, setIsShown] = useState(false);
  return (
    <Card>
      <CardHeader
        title="Messages in your pages"
        description="A workflow’s step “Show in-app message” shows a banner, a window or an entry in the inbox. The code above does that by itself, and asks for messages only when there can be some."
      />
      <CardBody className="flex flex-col gap-6">
        <section className="flex flex-col gap-3">
          <h3 className="text-sm font-medium">The inbox</h3>
          <p className="text-sm text-muted">
            All messages stay in the inbox until their days are over. Put one of these lines where it belongs
            on your pages: the list itself, or a bell that opens it. Without either, a bell comes up in the
            corner while there is a new entry.
          </p>
          <CodeBlock label="A list of messages" code={INBOX_LIST} />
          <CodeBlock label="A bell that opens the messages" code={INBOX_BELL} />
        </section>
        <Loaded
          query={inApp}
          skeleton={<ListSkeleton rows={2} />}
          errorTitle="The settings for messages in your pages could not be loaded"
        >
          {({ key, trustIds }) => (
            <>
              <section className="flex flex-col gap-3">
                <h3 className="text-sm font-medium">Prove who is signed in</h3>
                <p className="text-sm text-muted">
                  Visitors without a name get their messages by themselves. A customer’s own messages are
                  shown only with a proof that it is them, since anybody can read your pages’ code. Your
                  server makes it from the customer’s id and the key below, and writes it into the page.
                </p>
                <Tabs tabs={proofExamples(null)} label="Where the proof is made">
                  {proofExamples(isShown ? key : null).map(({ value, label, code }) => (
                    <TabPanel key={value} value={value} className="flex flex-col gap-3">
                      <CodeBlock label={`The proof in ${label}`} code={code} />
                      {value === "shopify" ? (
                        <p className="text-sm text-muted">
                          This stands in your theme. Liquid runs on Shopify’s servers, so visitors see the
                          proof and never the key; whoever may edit the theme sees it.
                        </p>
                      ) : (
                        <CodeBlock
                          label={`What your page calls, after ${label}`}
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
          What came of each message stands under{" "}
          <Link href="/messages?channel=in-app" className="text-ember-ink hover:underline">
            Messages
          </Link>
          .
        </p>
      </CardBody>
    </Card>
  );
}
