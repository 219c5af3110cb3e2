import type { Metadata } from "next";
import { OneOffList } from "#components/one-offs/one-off-list.tsx";

export const metadata: Metadata = { title: "One-off messages" };

export default function OneOffsPage() {
  return <OneOffList />;
}
