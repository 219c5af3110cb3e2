"use client";

import { useLocale, useTranslations } from "next-intl";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import type { RulePreview } from "./outputs.ts";
import type { PreviewState } from "./use-preview.ts";

/** How many people the rule on the screen holds for, and some of them. `whole`: the rule can be asked. */
export function PreviewCard({ state, whole }: { state: PreviewState; whole: boolean }) {
  const t = useTranslations("segments.preview");
  return (
    <Card>
      <CardHeader title={t("title")} />
      <CardBody className="flex flex-col gap-4">
        {whole ? <Counted state={state} /> : <p className="text-sm text-muted">{t("unfinished")}</p>}
      </CardBody>
    </Card>
  );
}

function Counted({ state: { preview, counting, error, retry } }: { state: PreviewState }) {
  const t = useTranslations("segments.preview");
  const common = useTranslations("ui.common");
  const language = useLocale();
  if (error && !counting) {
    return (
      <div role="alert" className="flex flex-col items-start gap-2 text-sm">
        <p className="font-medium text-danger">{t("failed")}</p>
        <p className="text-muted">{error.message}</p>
        <Button size="sm" onClick={retry}>
          {common("tryAgain")}
        </Button>
      </div>
    );
  }
  return (
    <>
      <p role="status" aria-busy={counting} className="flex min-h-9 flex-wrap items-baseline gap-x-2">
        {preview && (
          <span className={cn(counting && "text-muted")}>
            <span data-figures className="text-[1.75rem] leading-tight font-semibold tracking-[-0.03em]">
              {preview.count.toLocaleString(language)}
            </span>{" "}
            <span className="text-sm text-muted">{t("people", { count: preview.count })}</span>
          </span>
        )}
        {counting && (
          <span className="flex items-center gap-2 text-sm text-muted">
            <Spinner />
            {t("counting")}
          </span>
        )}
      </p>
      {preview && <Sample preview={preview} stale={counting} />}
    </>
  );
}

function Sample({ preview: { count, sample }, stale }: { preview: RulePreview; stale: boolean }) {
  const t = useTranslations("segments.preview");
  const profileName = useProfileName();
  if (count === 0) return <p className="text-sm text-muted">{t("nobody")}</p>;
  return (
    <div className={cn("transition-opacity", stale && "opacity-60")}>
      <h3 className="text-sm font-medium">{t("some")}</h3>
      <ul className="mt-1.5 divide-y divide-line text-sm">
        {sample.map((profile) => (
          <li key={profile.id} className="min-w-0 py-1.5">
            <a
              href={`/profiles/${profile.id}`}
              target="_blank"
              rel="noreferrer"
              className="block truncate font-medium hover:text-ember-ink"
            >
              {profileName(profile)}
            </a>
            {profile.name && profile.email && <p className="truncate text-muted">{profile.email}</p>}
          </li>
        ))}
      </ul>
      {count > sample.length && (
        <p data-figures className="mt-1.5 text-sm text-muted">
          {t("more", { count: count - sample.length })}
        </p>
      )}
    </div>
  );
}
