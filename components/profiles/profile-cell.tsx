"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { readColumn } from "./list-columns.ts";
import type { ListedProfile } from "./outputs.ts";
import { StageBadge } from "./stage-badge.tsx";
import { wordSums } from "./word-sums.ts";

const TAGS_SHOWN_MAX = 3;

type Props = { profile: ListedProfile; column: string; now: number; currency: string | null };

/** What a column of the list says of one person. */
export function ProfileCell({ profile, column, now, currency }: Props): ReactNode {
  const t = useTranslations("profiles.table");
  const common = useTranslations("ui.common");
  const locale = useLocale();
  const read = readColumn(column);
  if (!read) return NOTHING;
  if ("attribute" in read) return wordValue(profile.attributes[read.attribute], common);
  switch (read.field) {
    case "email":
    case "phone":
    case "externalId":
    case "locale":
      return profile[read.field] ?? NOTHING;
    case "timezone":
      return profile.timezone?.replaceAll("_", " ") ?? NOTHING;
    case "tags":
      return profile.tags.length === 0 ? NOTHING : <Tags tags={profile.tags} />;
    case "stage":
      return profile.stage === null ? NOTHING : <StageBadge stage={profile.stage} />;
    case "orders":
      return profile.orders?.count ?? 0;
    case "spent":
      return profile.orders === null ? NOTHING : wordSums(profile.orders.sums, currency, locale);
    case "createdAt":
      return <TimeAgo at={profile.createdAt} now={now} />;
    case "lastSeenAt":
      return profile.lastSeenAt === null ? t("never") : <TimeAgo at={profile.lastSeenAt} now={now} />;
  }
}

const NOTHING = "–";

function Tags({ tags }: { tags: readonly string[] }) {
  const more = tags.length - TAGS_SHOWN_MAX;
  return (
    <span className="flex gap-1" title={tags.join(", ")}>
      {tags.slice(0, TAGS_SHOWN_MAX).map((tag) => (
        <Badge key={tag} className="max-w-32">
          {tag}
        </Badge>
      ))}
      {more > 0 && <Badge>+{more}</Badge>}
    </span>
  );
}

/** A value of an attribute in one line. */
function wordValue(value: unknown, t: ReturnType<typeof useTranslations<"ui.common">>): string {
  if (value === null || value === undefined || value === "") return NOTHING;
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
