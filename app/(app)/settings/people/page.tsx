import type { Metadata } from "next";
import { PeoplePage } from "#components/settings/people-page.tsx";

export const metadata: Metadata = { title: "People" };

export default function PeopleSettings() {
  return <PeoplePage />;
}
