import type { Metadata } from "next";
import { WebPushPage } from "#components/settings/web-push-page.tsx";

export const metadata: Metadata = { title: "Web push" };

export default function WebPushSettings() {
  return <WebPushPage />;
}
