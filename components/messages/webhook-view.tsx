"use client";

import { useTranslations } from "next-intl";
import type { Message } from "#components/shell/outputs.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { HeaderList } from "./header-list.tsx";
import { JsonBlock } from "./json-block.tsx";

export type RenderedWebhook = Extract<NonNullable<Message["rendered"]>, { channel: "webhook" }>;

/** The web request that a webhook made. */
export function WebhookView({ webhook }: { webhook: RenderedWebhook }) {
  const t = useTranslations("messages.webhook");
  return (
    <Card>
      <CardHeader
        title={t("title")}
        actions={webhook.body && <CopyButton size="sm" text={webhook.body} label={t("copyBody")} />}
      />
      <CardBody className="flex flex-col gap-5">
        <p className="flex items-start gap-2.5">
          <Badge tone="action">{webhook.method}</Badge>
          <span className="min-w-0 font-mono text-[0.8125rem] leading-6 [overflow-wrap:anywhere]">
            {webhook.url}
          </span>
        </p>
        <div>
          <h3 className="mb-2 text-sm">{t("headers")}</h3>
          <HeaderList headers={webhook.headers} empty={t("noHeaders")} />
        </div>
        <div>
          <h3 className="mb-2 text-sm">{t("body")}</h3>
          <JsonBlock text={webhook.body} />
        </div>
      </CardBody>
    </Card>
  );
}
