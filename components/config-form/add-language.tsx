"use client";

import { Languages, Search } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useFormChoices } from "./form-context.tsx";
import { offeredLanguages, searchLanguages } from "./language-choices.ts";

const LINE =
  "flex min-h-11 w-full flex-col justify-center rounded-sm px-2 py-1 text-left hover:bg-hover [&>*]:max-w-full [&>*]:truncate";

type Props = {
  /** Those that the message has already, the shop's among them. */
  taken: string[];
  /** It has as many as there may be. */
  full: boolean;
  onAdd(language: string): void;
};

/** Chooses one more language, those of the shop's customers first. */
export function AddLanguage({ taken, full, onAdd }: Props) {
  const t = useTranslations("config-form.language");
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("add")}
      align="end"
      className="p-2"
      trigger={
        <Button size="sm" icon={<Languages />} disabled={full}>
          {t("add")}
        </Button>
      }
    >
      <LanguageList
        taken={taken}
        onChoose={(language) => {
          setOpen(false);
          onAdd(language);
        }}
      />
    </Popover>
  );
}

function LanguageList({ taken, onChoose }: { taken: string[]; onChoose(language: string): void }) {
  const t = useTranslations("config-form.language");
  const locale = useLocale();
  const { languages } = useFormChoices();
  const [search, setSearch] = useState("");
  const all = useMemo(
    () => offeredLanguages(languages?.spoken ?? [], taken, locale),
    [languages, taken, locale],
  );
  const found = searchLanguages(all, search, taken, locale);
  return (
    <>
      <Input
        icon={<Search />}
        type="search"
        aria-label={t("search")}
        placeholder={t("language")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className="mt-2">
        {found.map(({ tag, name, own, people }) => (
          <li key={tag}>
            <button type="button" className={LINE} onClick={() => onChoose(tag)}>
              <span>{name}</span>
              <span className="text-xs text-muted">
                {own !== name && <span lang={tag}>{own}</span>}
                {people > 0 && `${own === name ? "" : " · "}${t("people", { count: people })}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="px-2 py-1 text-muted">{t("none")}</p>}
    </>
  );
}
