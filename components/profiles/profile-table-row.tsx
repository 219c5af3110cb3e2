"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { TableCell, TableLink, TableRow } from "#components/ui/table.tsx";
import { readColumn } from "./list-columns.ts";
import type { ListedProfile } from "./outputs.ts";
import { ProfileCell } from "./profile-cell.tsx";
import { useProfileName } from "./profile-name.ts";
import { SampleBadge } from "./profile-rows.tsx";
import type { Selection } from "./use-selection.ts";

type Props = {
  profile: ListedProfile;
  columns: readonly string[];
  selection: Selection<ListedProfile> | null;
  now: number;
  currency: string | null;
};

/** One person in the list; on phones the name, the address under it and the last column. */
export function ProfileTableRow({ profile, columns, selection, now, currency }: Props) {
  const t = useTranslations("profiles.table");
  const profileName = useProfileName();
  return (
    <TableRow className={selection?.has(profile) ? "bg-ember-soft" : undefined}>
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
      <TableCell className="w-full max-w-0 min-w-44 md:w-1/4">
        <div className="flex min-w-0 items-center gap-2.5">
          <TableLink href={`/profiles/${profile.id}`} className="truncate">
            {profileName(profile)}
          </TableLink>
          {profile.isSample && <SampleBadge />}
        </div>
        {profile.name && profile.email && <p className="truncate text-muted md:hidden">{profile.email}</p>}
      </TableCell>
      {columns.map((column) => (
        <TableCell
          key={column}
          className={`max-w-56 truncate whitespace-nowrap text-muted ${column === columns.at(-1) ? "" : "max-md:hidden"}`}
          data-figures={isFigure(column) || undefined}
        >
          <ProfileCell profile={profile} column={column} now={now} currency={currency} />
        </TableCell>
      ))}
    </TableRow>
  );
}

function isFigure(column: string): boolean {
  const read = readColumn(column);
  return read !== null && "field" in read && (read.field === "orders" || read.field === "spent");
}
