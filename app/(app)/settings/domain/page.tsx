import type { Metadata } from "next";
import { DomainPage } from "#components/settings/domain-page.tsx";

export const metadata: Metadata = { title: "Domain" };

export default function DomainSettings() {
  return <DomainPage />;
}
