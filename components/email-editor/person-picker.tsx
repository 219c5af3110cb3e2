"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronDown, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";

const SHOWN_MAX = 8;
const LINE =
  "flex min-h-11 w-full flex-col justify-center rounded-sm px-2 py-1 text-left hover:bg-hover [&>*]:max-w-full [&>*]:truncate";

export interface ShownPerson {
  id: number;
  label: string;
}

type Props = { person: ShownPerson | null; onChoose(person: ShownPerson | null): void };

/** For whom the email is shown: anybody known, or somebody invented. */
export function PersonPicker({ person, onChoose }: Props) {
  const t = useTranslations("email-editor.person");
  const api = useApi();
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const query = useQuery(
    api.profiles.list.queryOptions(
      { search: search.trim(), limit: SHOWN_MAX },
      { placeholderData: keepPreviousData, enabled: open },
    ),
  );
  const shown = person?.label ?? t("sample");

  function choose(next: ShownPerson | null) {
    onChoose(next);
    setOpen(false);
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("label")}
      className="p-2"
      trigger={
        <Button aria-label={t("choose", { name: shown })} className="max-w-full">
          <span className="min-w-0 truncate">
            {t.rich("shown", {
              name: shown,
              muted: (chunks) => <span className="text-muted">{chunks}</span>,
            })}
          </span>
          <ChevronDown />
        </Button>
      }
    >
      <Input
        icon={<Search />}
        type="search"
        aria-label={t("search")}
        placeholder={t("searchSample")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className="mt-2">
        <li>
          <button type="button" className={LINE} onClick={() => choose(null)}>
            <span>{t("sample")}</span>
          </button>
        </li>
        {query.data?.profiles.map(({ id, name, email, externalId }) => {
          const label = name ?? email ?? externalId ?? t("unnamed", { id });
          return (
            <li key={id}>
              <button type="button" className={LINE} onClick={() => choose({ id, label })}>
                <span>{label}</span>
                <span className="text-xs text-muted">{email ?? t("noEmail")}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {query.isError && <p className="px-2 py-1 text-danger">{query.error.message}</p>}
      {query.data?.profiles.length === 0 && <p className="px-2 py-1 text-muted">{t("none")}</p>}
    </Popover>
  );
}
