"use client";

import { ListFilter as FilterIcon, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSay } from "#components/say.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Condition } from "#workflows/condition.ts";
import { wordCondition } from "#workflows/word-condition.ts";
import { ColumnsPopover } from "./columns-popover.tsx";
import { FilterSheet } from "./filter-sheet.tsx";
import type { SavedView } from "./outputs.ts";
import { type ListChoice, type ListSort, listSorts } from "./use-list-state.ts";
import { ViewsMenu } from "./views-menu.tsx";

/** In longer lists no index serves other orders than that of coming. */
const SORTED_MAX = 50_000;

type Props = ListChoice & {
  search: string;
  /** How many there are, as far as it is known. */
  count: number | undefined;
  onChange(choice: Partial<ListChoice>): void;
  onOpen(view: SavedView): void;
};

/** Whom the list shows, in which order, with which columns; and the lists that are saved. */
export function ListBar({ search, rule, sort, columns, count, onChange, onOpen }: Props) {
  const t = useTranslations("profiles");
  const [filtering, setFiltering] = useState(false);
  const isLong = count !== undefined && count > SORTED_MAX;
  const options = listSorts.map((value) => ({
    value,
    label: t(`sort.${value}`),
    disabled: isLong && (value === "last-seen" || value === "name") && value !== sort,
  }));
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <Button icon={<FilterIcon />} onClick={() => setFiltering(true)}>
          {t("filter.open")}
        </Button>
        <Select
          aria-label={t("sort.label")}
          options={options}
          value={sort}
          onValueChange={(value) => onChange({ sort: value as ListSort })}
          className="w-44"
        />
        <ColumnsPopover columns={columns} onChange={(next) => onChange({ columns: next })} />
        <ViewsMenu filter={{ search, rule, sort }} columns={columns} onOpen={onOpen} />
        {isLong && <p className="text-sm text-muted">{t("sort.long", { max: SORTED_MAX })}</p>}
      </div>
      {rule && (
        <FilterLine rule={rule} onEdit={() => setFiltering(true)} onClear={() => onChange({ rule: null })} />
      )}
      {filtering && (
        <FilterSheet
          rule={rule}
          onApply={(next) => onChange({ rule: next })}
          onClose={() => setFiltering(false)}
        />
      )}
    </>
  );
}

/** The filter read back, to be changed or taken away. */
function FilterLine({ rule, onEdit, onClear }: { rule: Condition; onEdit(): void; onClear(): void }) {
  const t = useTranslations("profiles.filter");
  const say = useSay();
  return (
    <div className="mb-4 flex items-center gap-2 rounded-md border border-ember-line bg-ember-soft py-1 pr-1 pl-3.5 text-sm">
      <button
        type="button"
        className="min-w-0 flex-1 py-1.5 text-left [overflow-wrap:anywhere]"
        onClick={onEdit}
      >
        <span className="text-muted">{t("only")}</span>{" "}
        <span className="font-medium">{say(wordCondition(rule))}</span>
      </button>
      <IconButton label={t("remove")} size="sm" onClick={onClear}>
        <X />
      </IconButton>
    </div>
  );
}
