"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { LoadMore } from "#components/shell/load-more.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { useMay } from "#components/shell/session.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { PersonBehind } from "./outputs.ts";
import type { Opened } from "./report.ts";
import { SaveSegment } from "./save-segment.tsx";

type Props = { opened: Opened; open: boolean; onOpenChange: (open: boolean) => void };

/** The people behind a number, with their pages, and the way to make a segment of them. */
export function PeopleSheet({ opened, open, onOpenChange }: Props) {
  const t = useTranslations("retention.people");
  const mayEdit = useMay("editor");
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={t("title")}
      description={opened.title}
      footer={mayEdit && <SaveSegment opened={opened} />}
    >
      <People opened={opened} />
    </Sheet>
  );
}

function People({ opened }: { opened: Opened }) {
  const t = useTranslations("retention.people");
  const api = useApi();
  const query = useInfiniteQuery(
    api.retention.people.infiniteQueryOptions(
      { behind: opened.behind },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  return (
    <Loaded query={query} skeleton={<ListSkeleton />} errorTitle={t("notLoaded")}>
      {({ pages }) => {
        const people = pages.flatMap((page) => page.people);
        if (people.length === 0)
          return (
            <EmptyState icon={<Users />} title={t("none")}>
              {t("noneHint")}
            </EmptyState>
          );
        return (
          <>
            <ul aria-label={opened.title} className="divide-y">
              {people.map((person) => (
                <Person key={person.id} person={person} />
              ))}
            </ul>
            <LoadMore query={query} />
          </>
        );
      }}
    </Loaded>
  );
}

function Person({ person }: { person: PersonBehind }) {
  const profileName = useProfileName();
  return (
    <li className="py-2.5 text-sm [overflow-wrap:anywhere]">
      <Link href={`/profiles/${person.id}`} className="font-medium hover:underline">
        {profileName(person)}
      </Link>
      {person.name && person.email && <span className="block text-xs text-muted">{person.email}</span>}
    </li>
  );
}
