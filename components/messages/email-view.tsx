"use client";

import { Monitor, Smartphone } from "lucide-react";
import { useState } from "react";
import type { Message } from "#components/shell/outputs.ts";
import { Card } from "#components/ui/card.tsx";
import { TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { EmailFrame, type EmailWidth } from "./email-frame.tsx";
import { EmailLinks } from "./email-links.tsx";
import { HeaderList } from "./header-list.tsx";
import { WidthSwitch } from "./width-switch.tsx";

export type RenderedEmail = Extract<NonNullable<Message["rendered"]>, { channel: "email" }>;

const TABS = [
  { value: "html", label: "As seen" },
  { value: "text", label: "Plain text" },
  { value: "headers", label: "Headers" },
];
const WIDTHS = [
  { value: "desktop", label: "Desktop", icon: <Monitor /> },
  { value: "phone", label: "Phone", icon: <Smartphone /> },
] as const;

/** An email as its reader sees it, with the parts that a mail program keeps hidden. */
export function EmailView({ email }: { email: RenderedEmail }) {
  const [width, setWidth] = useState<EmailWidth>("desktop");
  return (
    <Card>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 px-5 pt-4.5 pb-3 text-sm [overflow-wrap:anywhere]">
        <dt className="text-muted">From</dt>
        <dd>{email.from}</dd>
        <dt className="text-muted">To</dt>
        <dd>{email.to}</dd>
        <dt className="text-muted">Subject</dt>
        <dd className="font-medium">{email.subject}</dd>
      </dl>
      <Tabs tabs={TABS} label="Parts of the email" className="[&>[role=tablist]]:px-3">
        <TabPanel value="html" className="pt-0">
          <div className="flex justify-end px-4 py-2 max-sm:hidden">
            <WidthSwitch label="Width" options={WIDTHS} value={width} onChange={setWidth} />
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
          <HeaderList headers={email.headers} empty="This email has no headers of its own." />
        </TabPanel>
      </Tabs>
    </Card>
  );
}
