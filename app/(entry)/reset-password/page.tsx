import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RequestResetForm } from "#components/accounts/request-reset-form.tsx";
import { AuthCard } from "#components/frame/auth-card.tsx";
import { visit } from "../visit.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("first-run.entry");
  return { title: t("reset") };
}

export default async function RequestResetPage() {
  const { hasOwner } = await visit();
  if (!hasOwner) redirect("/setup");
  const t = await getTranslations("first-run.entry");
  return (
    <AuthCard
      title={t("reset")}
      description={t("resetHelp")}
      footer={
        <Link href="/sign-in" className="text-ember-ink hover:underline">
          {t("backToSignIn")}
        </Link>
      }
    >
      <RequestResetForm />
      <p className="mt-5 border-t pt-4 text-sm text-muted">
        {t("noMail")}{" "}
        <code className="font-mono text-xs text-ink">npm run reset-password -- you@example.com</code>
      </p>
    </AuthCard>
  );
}
