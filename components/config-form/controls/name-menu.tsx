"use client";

import { ChevronDown } from "lucide-react";
import { Fragment } from "react";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { NameInput } from "./name-input.tsx";

export interface NameGroup {
  /** Shown above the names when there is more than one group. */
  label: string;
  names: string[];
}

type Props = {
  groups: NameGroup[];
  /** What the button beside the input opens: "Choose an event". */
  menuLabel: string;
  value: string;
  onChange(name: string): void;
  /** What a name is called in the menu; without it, the name itself. */
  labelOf?(name: string): string;
  placeholder?: string;
  "aria-label"?: string;
};

/** A name chosen from those that are known, or typed freely. */
export function NameMenu({ groups, menuLabel, labelOf = (name) => name, value, onChange, ...rest }: Props) {
  const filled = groups.filter(({ names }) => names.length > 0);
  return (
    <div className="flex min-w-0 flex-1 gap-1.5">
      <NameInput {...rest} names={filled.flatMap(({ names }) => names)} value={value} onChange={onChange} />
      {filled.length > 0 && (
        <DropdownMenu
          trigger={
            <IconButton label={menuLabel} tooltip={false} variant="secondary">
              <ChevronDown />
            </IconButton>
          }
        >
          {filled.map((group, index) => (
            <Fragment key={group.label}>
              {index > 0 && <DropdownMenuSeparator />}
              <DropdownMenuLabel>{group.label}</DropdownMenuLabel>
              {group.names.map((name) => (
                <DropdownMenuItem key={name} onSelect={() => onChange(name)}>
                  {labelOf(name)}
                </DropdownMenuItem>
              ))}
            </Fragment>
          ))}
        </DropdownMenu>
      )}
    </div>
  );
}
