import type { Metadata } from "next";
import { HooksPage } from "#components/hooks/hooks-page.tsx";

export const metadata: Metadata = { title: "Incoming hooks" };

export default function HooksSettings() {
  return <HooksPage />;
}
