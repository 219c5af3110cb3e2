import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "#components/frame/auth-card.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";

export const metadata: Metadata = { title: "Page not found" };

/** For addresses that lead nowhere; anybody may see it. */
export default function NotFound() {
  return (
    <AuthCard
      title="This page does not exist"
      description="The address may be mistyped, or what was here has been removed."
    >
      <Link href="/" className={buttonStyle("primary", "md", "w-full")}>
        Go to the overview
      </Link>
    </AuthCard>
  );
}
