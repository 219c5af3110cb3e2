import type { Metadata } from "next";
import { TopicsPage } from "#components/settings/topics-page.tsx";

export const metadata: Metadata = { title: "Topics" };

export default function TopicSettings() {
  return <TopicsPage />;
}
