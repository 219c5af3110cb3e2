"use client";

import { useTranslations } from "next-intl";
import type { ProfileRow } from "#components/shell/outputs.ts";
import { useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableLink,
  TableRow,
} from "#components/ui/table.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { useProfileName } from "./profile-name.ts";
import type { Selection } from "./use-selection.ts";

type Props = {
  profiles: readonly ProfileRow[];
  /** Null for those who may only look. */
  selection: Selection<ProfileRow> | null;
};

/** People as a table; on phones the columns that matter less are left out. */
export function ProfileRows({ profiles, selection }: Props) {
  const t = useTranslations("profiles.table");
  const profileName = useProfileName();
  const now = useNow();
  return (
    <Table label={t("label")}>
      <TableHead>
        {selection && <SelectAll profiles={profiles} selection={selection} />}
        <TableHeader>{t("name")}</TableHeader>
        <TableHeader className="max-md:hidden">{t("email")}</TableHeader>
        <TableHeader className="max-lg:hidden">{t("externalId")}</TableHeader>
        <TableHeader className="max-lg:hidden">{t("timezone")}</TableHeader>
        <TableHeader>{t("lastSeen")}</TableHeader>
      </TableHead>
      <TableBody>
        {profiles.map((profile) => (
          <TableRow key={profile.id} className={selection?.has(profile) ? "bg-ember-soft" : undefined}>
            {selection && (
              <TableCell className="w-0 pr-0">
                <span className="relative z-1 flex">
                  <Checkbox
                    aria-label={t("select", { name: profileName(profile) })}
                    checked={selection.has(profile)}
                    onCheckedChange={(checked) => selection.set([profile], checked)}
                  />
                </span>
              </TableCell>
            )}
            <TableCell className="w-full max-w-0 min-w-44 md:w-2/5">
              <div className="flex min-w-0 items-center gap-2.5">
                <TableLink href={`/profiles/${profile.id}`} className="truncate">
                  {profileName(profile)}
                </TableLink>
                {profile.isSample && <SampleBadge />}
              </div>
              {profile.name && profile.email && (
                <p className="truncate text-muted md:hidden">{profile.email}</p>
              )}
            </TableCell>
            <TableCell className="max-w-64 truncate text-muted max-md:hidden">
              {profile.email ?? "–"}
            </TableCell>
            <TableCell className="max-w-40 truncate text-muted max-lg:hidden">
              {profile.externalId ?? "–"}
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted max-lg:hidden">
              {profile.timezone?.replaceAll("_", " ") ?? "–"}
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted">
              {profile.lastSeenAt === null ? t("never") : <TimeAgo at={profile.lastSeenAt} now={now} />}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function SelectAll({
  profiles,
  selection,
}: {
  profiles: Props["profiles"];
  selection: Selection<ProfileRow>;
}) {
  const t = useTranslations("profiles.table");
  const ticked = profiles.filter(selection.has).length;
  return (
    <TableHeader className="w-0 pr-0">
      <span className="flex">
        <Checkbox
          aria-label={t("selectPage")}
          checked={ticked === profiles.length ? true : ticked > 0 ? "indeterminate" : false}
          onCheckedChange={(checked) => selection.set(profiles, checked)}
        />
      </span>
    </TableHeader>
  );
}

/** Marks people of the sample shop. */
export function SampleBadge() {
  const t = useTranslations("profiles.table");
  return (
    <Badge tone="ember" className="shrink-0">
      {t("sample")}
    </Badge>
  );
}
