"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import { cn } from "./cn.ts";
import { Input } from "./input.tsx";

export interface ListChoice {
  id: string;
  label: string;
  /** Said in smaller words below the label. */
  hint?: string;
  icon?: ReactNode;
  /** At the right end, such as the keys that do the same. */
  end?: ReactNode;
}

export interface ChoiceGroup {
  id: string;
  label: string;
  choices: ListChoice[];
}

type Props = {
  /** Names the field and the list. */
  label: string;
  search: string;
  onSearch(search: string): void;
  groups: ChoiceGroup[];
  /** How many there are, for screen readers. */
  found: string;
  /** What stands there when nothing was found. */
  none: ReactNode;
  onChoose(id: string): void;
  className?: string;
};

/**
 * A field to type in, with what can be chosen below it in groups: the combobox of the ARIA patterns. The focus stays in
 * the field; arrows go through the list and Enter chooses. Escape is left to the window around it.
 */
export function ChoiceList(props: Props) {
  const { label, search, onSearch, groups, found, none, onChoose, className } = props;
  const listId = useId();
  const choices = groups.flatMap((group) => group.choices);
  const [wanted, setWanted] = useState<string | null>(null);
  const index = Math.max(
    choices.findIndex(({ id }) => id === wanted),
    0,
  );
  const current = choices[index];
  const optionId = (id: string) => `${listId}-${choices.findIndex((choice) => choice.id === id)}`;
  const activeId = current && optionId(current.id);

  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  function press(event: KeyboardEvent) {
    // While Chinese is being typed, Enter and the arrows belong to the input method.
    if (event.nativeEvent.isComposing || choices.length === 0) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setWanted(choices.at((index + step) % choices.length)?.id ?? null);
    else if (event.key === "Enter" && current) onChoose(current.id);
    else return;
    event.preventDefault();
  }

  return (
    <div className={cn("flex min-h-0 flex-col gap-2", className)}>
      <Input
        icon={<Search />}
        autoFocus
        role="combobox"
        aria-label={label}
        aria-expanded={choices.length > 0}
        aria-controls={listId}
        aria-activedescendant={activeId}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={label}
        value={search}
        onChange={(event) => {
          onSearch(event.target.value);
          setWanted(null);
        }}
        onKeyDown={press}
      />
      <p role="status" className="sr-only">
        {found}
      </p>
      {choices.length === 0 && <div className="px-2 py-3 text-sm text-muted">{none}</div>}
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain empty:hidden"
      >
        {groups.map((group) => (
          <fieldset key={group.id} aria-labelledby={`${listId}-${group.id}`} className="min-w-0">
            <div id={`${listId}-${group.id}`} className="px-2 pt-2 pb-1 text-xs font-medium text-muted">
              {group.label}
            </div>
            {group.choices.map((choice) => (
              <div
                key={choice.id}
                id={optionId(choice.id)}
                role="option"
                tabIndex={-1}
                aria-selected={choice === current}
                onPointerMove={() => setWanted(choice.id)}
                // The focus stays in the field.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => onChoose(choice.id)}
                onKeyDown={press}
                className={cn(
                  "flex min-h-control-sm cursor-pointer items-center gap-2.5 rounded-sm px-2 py-1.5 text-sm [&_svg]:size-4 [&_svg]:shrink-0",
                  choice === current && "bg-hover",
                )}
              >
                {choice.icon && <span className="flex text-muted">{choice.icon}</span>}
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{choice.label}</span>
                  {choice.hint && <span className="block truncate text-xs text-muted">{choice.hint}</span>}
                </span>
                {choice.end}
              </div>
            ))}
          </fieldset>
        ))}
      </div>
    </div>
  );
}
