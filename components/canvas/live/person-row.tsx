"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { useSay } from "#components/say.tsx";
import { useNow } from "#components/shell/session.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { PersonBehind, WorkflowView } from "#components/workflows/outputs.ts";

const LINK = "rounded-sm underline underline-offset-2 hover:text-ink";

type Props = {
  person: PersonBehind;
  workflow: Pick<WorkflowView, "id" | "status">;
  /** They are listed because they wait. */
  waits: boolean;
};

/** One person behind a number: since or until when, why, and where there is more about it. */
export function PersonRow({ person, workflow, waits }: Props) {
  const t = useTranslations("live.panel");
  const profileName = useProfileName();
  const say = useSay();
  const now = useNow();
  const { profile, runId, messageId, reasonText, at } = person;
  return (
    <li className="py-2.5 text-sm [overflow-wrap:anywhere]">
      <Link href={`/profiles/${profile.id}`} className="font-medium hover:underline">
        {profileName(profile)}
      </Link>
      {profile.name && profile.email && <span className="block text-xs text-muted">{profile.email}</span>}
      {reasonText && <p className="mt-0.5 text-[0.8125rem] leading-snug">{say(reasonText)}</p>}
      <p className="mt-0.5 flex flex-wrap gap-x-2 text-xs text-muted">
        {waits ? <Wait person={person} workflow={workflow} /> : <TimeAgo at={at} now={now} />}
        <Link href={`/workflows/${workflow.id}/runs/${runId}`} className={LINK}>
          {t("run")}
        </Link>
        {messageId !== null && (
          <Link href={`/messages/${messageId}`} className={LINK}>
            {t("message")}
          </Link>
        )}
      </p>
    </li>
  );
}

function Wait({ person: { until, waitsFor }, workflow }: Pick<Props, "person" | "workflow">) {
  const t = useTranslations("live.panel");
  const locale = useLocale();
  const now = useNow();
  if (workflow.status !== "live") return t("held");
  if (waitsFor === "effect") return t("untilMessage");
  // What is due is under way; a moment in the past would only look like a fault.
  if (until === null || until <= now) return t("anyMoment");
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(until);
  return <time dateTime={new Date(until).toISOString()}>{t("until", { moment })}</time>;
}
