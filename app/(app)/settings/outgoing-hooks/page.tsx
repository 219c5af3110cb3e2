import type { Metadata } from "next";
import { OutgoingHooksPage } from "#components/settings/outgoing-hooks-page.tsx";

export const metadata: Metadata = { title: "Webhooks out" };

export default function OutgoingHooksSettings() {
  return <OutgoingHooksPage />;
}
