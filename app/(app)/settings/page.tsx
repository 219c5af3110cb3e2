import type { Metadata } from "next";
import { ShopPage } from "#components/settings/shop-page.tsx";

export const metadata: Metadata = { title: "Shop settings" };

export default function ShopSettings() {
  return <ShopPage />;
}
