"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { CodeBlock } from "./code-block.tsx";
import { identifyCommand, trackCommand } from "./example-commands.ts";

const TABS = [
  { value: "track", label: "Send an event" },
  { value: "identify", label: "Send a customer" },
];

/** Ready commands that send the first event and the first customer to this very server. */
export function TrackExample({ apiKey }: { apiKey?: string }) {
  const api = useApi();
  const settings = useQuery(api.settings.get.queryOptions());
  if (!settings.data) return null;
  // Where the browser reaches this server is better than an address that is not set up.
  const address = settings.data.publicUrlProblem ? window.location.origin : settings.data.publicUrl;
  return (
    <Tabs tabs={TABS} label="Examples">
      <TabPanel value="track" className="pt-3">
        <CodeBlock label="Command that sends an event" code={trackCommand(address, apiKey)} />
      </TabPanel>
      <TabPanel value="identify" className="pt-3">
        <CodeBlock label="Command that sends a customer" code={identifyCommand(address, apiKey)} />
      </TabPanel>
    </Tabs>
  );
}
