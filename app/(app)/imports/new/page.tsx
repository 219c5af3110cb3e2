import type { Metadata } from "next";
import { NewImport } from "#components/imports/new-import.tsx";

export const metadata: Metadata = { title: "Import a file" };

export default function NewImportPage() {
  return <NewImport />;
}
