import type { Metadata } from "next";
import { BrandPage } from "#components/settings/brand-page.tsx";

export const metadata: Metadata = { title: "Brand" };

export default function BrandSettings() {
  return <BrandPage />;
}
