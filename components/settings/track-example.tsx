"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { CodeBlock } from "./code-block.tsx";
import { identifyCommand, trackCommand } from "./example-commands.ts";

/** Ready commands that send the first event and the first customer to this very server. */
export function TrackExample({ apiKey }: { apiKey?: string }) {
  const t = useTranslations("settings");
  const api = useApi();
  const settings = useQuery(api.settings.get.queryOptions());
  if (!settings.data) return null;
  // Where the browser reaches this server is better than an address that is not set up.
  const address = settings.data.publicUrlProblem ? window.location.origin : settings.data.publicUrl;
  const tabs = [
    { value: "track", label: t("apiKeys.sendEvent") },
    { value: "identify", label: t("apiKeys.sendCustomer") },
  ];
  return (
    <Tabs tabs={tabs} label={t("apiKeys.examples")}>
      <TabPanel value="track" className="pt-3">
        <CodeBlock label={t("apiKeys.eventCommand")} code={trackCommand(address, apiKey)} />
      </TabPanel>
      <TabPanel value="identify" className="pt-3">
        <CodeBlock label={t("apiKeys.customerCommand")} code={identifyCommand(address, apiKey)} />
      </TabPanel>
    </Tabs>
  );
}
