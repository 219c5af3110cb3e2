import type { Metadata } from "next";
import { SendingPage } from "#components/settings/sending-page.tsx";

export const metadata: Metadata = { title: "Sending" };

export default function SendingSettings() {
  return <SendingPage />;
}
