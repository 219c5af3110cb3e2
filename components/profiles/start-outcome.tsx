"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import type { Phrase } from "#workflows/phrase.ts";
import type { Chosen } from "./start-workflow-dialog.tsx";

type Props = {
  outcome: { profileId: number; refusal: Phrase | null }[];
  people: Chosen[];
};

/** Who was let into a workflow, and why others were not. */
export function StartOutcome({ outcome, people }: Props) {
  const t = useTranslations("profiles");
  const say = useSay();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const refused = outcome.filter(({ refusal }) => refusal !== null);
  const started = outcome.length - refused.length;
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p role="status">
        {started === 0 ? t("start.nobodyIn") : t("start.someIn", { started, refused: refused.length })}
      </p>
      <ul className="max-h-72 divide-y overflow-y-auto rounded-md border">
        {refused.map(({ profileId, refusal }) => (
          <li key={profileId} className="px-3 py-2 [overflow-wrap:anywhere]">
            <Link
              href={`/profiles/${profileId}`}
              className="font-medium hover:text-ember-ink hover:underline"
            >
              {names.get(profileId) ?? t("name.profile", { id: profileId })}
            </Link>
            <p className="text-muted">{refusal && say(refusal)}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
