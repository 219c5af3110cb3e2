import type { Metadata } from "next";
import { YourDataPage } from "#components/exports/your-data-page.tsx";

export const metadata: Metadata = { title: "Your data" };

export default function DataSettings() {
  return <YourDataPage />;
}
