import type { Metadata } from "next";
import { TextingPage } from "#components/settings/texting-page.tsx";

export const metadata: Metadata = { title: "Texts and WhatsApp" };

export default function TextingSettings() {
  return <TextingPage />;
}
