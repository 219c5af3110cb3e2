import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";

/** Warns that links in messages would lead nowhere; nothing while they are fine. */
export function PublicUrlProblem({ problem, wide }: { problem: string | null; wide?: boolean }) {
  const t = useTranslations("shell.publicUrl");
  if (problem === null) return null;
  return (
    <Banner tone="warning" wide={wide} title={t("title")}>
      {problem === "local" ? t("local") : t("notSet")}
    </Banner>
  );
}
