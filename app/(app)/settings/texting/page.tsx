import type { Metadata } from "next";
import { TextingPage } from "#components/settings/texting-page.tsx";

export const metadata: Metadata = { title: "Text messages" };

export default function TextingSettings() {
  return <TextingPage />;
}
