import type { Metadata } from "next";
import { SitePage } from "#components/site/site-page.tsx";

export const metadata: Metadata = { title: "Your site" };

export default function SiteSettings() {
  return <SitePage />;
}
