"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Message } from "#components/shell/outputs.ts";
import { Card } from "#components/ui/card.tsx";
import { TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { EmailFrame, type EmailWidth } from "./email-frame.tsx";
import { EmailLinks } from "./email-links.tsx";
import { HeaderList } from "./header-list.tsx";
import { useDevices } from "./use-devices.tsx";
import { WidthSwitch } from "./width-switch.tsx";

export type RenderedEmail = Extract<NonNullable<Message["rendered"]>, { channel: "email" }>;

/** An email as its reader sees it, with the parts that a mail program keeps hidden. */
export function EmailView({ email }: { email: RenderedEmail }) {
  const t = useTranslations("messages.email");
  const devices = useDevices();
  const [width, setWidth] = useState<EmailWidth>("desktop");
  const tabs = [
    { value: "html", label: t("seen") },
    { value: "text", label: t("text") },
    { value: "headers", label: t("headers") },
  ];
  return (
    <Card>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 px-5 pt-4.5 pb-3 text-sm [overflow-wrap:anywhere]">
        <dt className="text-muted">{t("from")}</dt>
        <dd>{email.from}</dd>
        <dt className="text-muted">{t("to")}</dt>
        <dd>{email.to}</dd>
        <dt className="text-muted">{t("subject")}</dt>
        <dd className="font-medium">{email.subject}</dd>
      </dl>
      <Tabs tabs={tabs} label={t("parts")} className="[&>[role=tablist]]:px-3">
        <TabPanel value="html" className="pt-0">
          <div className="flex justify-end px-4 py-2 max-sm:hidden">
            <WidthSwitch label={devices.label} options={devices.options} value={width} onChange={setWidth} />
          </div>
          <EmailFrame html={email.html} width={width} />
          <EmailLinks html={email.html} />
        </TabPanel>
        <TabPanel value="text" className="px-5 pb-5">
          <pre className="font-mono text-[0.8125rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
            {email.text}
          </pre>
        </TabPanel>
        <TabPanel value="headers" className="px-5 pb-5">
          <HeaderList headers={email.headers} empty={t("noHeaders")} />
        </TabPanel>
      </Tabs>
    </Card>
  );
}
