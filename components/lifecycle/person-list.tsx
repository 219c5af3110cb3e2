"use client";

import { Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";

export interface ListedPerson {
  id: number;
  name: string | null;
  email: string | null;
  externalId: string | null;
}

type Props<Person> = {
  label: string;
  people: readonly Person[];
  /** What stands beside each of them. */
  about?(person: Person): ReactNode;
};

/** People behind a number, each with the way to their page. */
export function PersonList<Person extends ListedPerson>({ label, people, about }: Props<Person>) {
  const t = useTranslations("lifecycle.people");
  const profileName = useProfileName();
  if (people.length === 0) return <EmptyState icon={<Users />} title={t("none")} />;
  return (
    <ul aria-label={label} className="divide-y">
      {people.map((person) => (
        <li key={person.id} className="flex items-baseline justify-between gap-4 py-2.5 text-sm">
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <Link href={`/profiles/${person.id}`} className="font-medium hover:underline">
              {profileName(person)}
            </Link>
            {person.name && person.email && <span className="block text-xs text-muted">{person.email}</span>}
          </span>
          {about && <span className="shrink-0 text-xs text-muted">{about(person)}</span>}
        </li>
      ))}
    </ul>
  );
}
