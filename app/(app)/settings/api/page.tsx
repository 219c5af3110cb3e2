import type { Metadata } from "next";
import { ReferencePage } from "#components/reference/reference-page.tsx";

export const metadata: Metadata = { title: "API reference" };

export default function ApiReferenceSettings() {
  return <ReferencePage />;
}
