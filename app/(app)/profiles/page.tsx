import type { Metadata } from "next";
import { Suspense } from "react";
import { ProfileList } from "#components/profiles/profile-list.tsx";

export const metadata: Metadata = { title: "Profiles" };

export default function ProfilesPage() {
  return (
    <Suspense>
      <ProfileList />
    </Suspense>
  );
}
