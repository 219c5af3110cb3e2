import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { RequestResetForm } from "#components/accounts/request-reset-form.tsx";
import { AuthCard } from "#components/frame/auth-card.tsx";
import { visit } from "../visit.ts";

export const metadata: Metadata = { title: "Reset your password" };

export default async function RequestResetPage() {
  const { hasOwner } = await visit();
  if (!hasOwner) redirect("/setup");
  return (
    <AuthCard
      title="Reset your password"
      description="You get a mail with a link that lets you set a new one."
      footer={
        <Link href="/sign-in" className="text-ember-ink hover:underline">
          Back to sign in
        </Link>
      }
    >
      <RequestResetForm />
      <p className="mt-5 border-t pt-4 text-sm text-muted">
        No mail? Whoever runs the server can set a password there:{" "}
        <code className="font-mono text-xs text-ink">npm run reset-password -- you@example.com</code>
      </p>
    </AuthCard>
  );
}
