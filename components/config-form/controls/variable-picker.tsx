"use client";

import { Braces } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useFormChoices } from "../form-context.tsx";

/** Lists what a message can speak of; choosing one hands over the text to insert. */
export function VariablePicker({ field, onPick }: { field: string; onPick(insert: string): void }) {
  const [open, setOpen] = useState(false);
  const { variables } = useFormChoices();
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Variables"
      align="end"
      className="p-2"
      trigger={
        <Button variant="ghost" size="sm" icon={<Braces />} className="-my-1.5 -mr-2 text-muted">
          <span>Insert</span>
          <span className="sr-only">a variable into {field}</span>
        </Button>
      }
    >
      {variables.map((group) => (
        <section key={group.label} className="pb-1.5">
          <h3 className="px-2 pt-1.5 pb-1 text-xs font-normal text-muted">{group.label}</h3>
          <ul>
            {group.variables.map((variable) => (
              <li key={variable.insert}>
                <button
                  type="button"
                  className="flex min-h-control-sm w-full items-center justify-between gap-3 rounded-sm px-2 text-left hover:bg-hover"
                  onClick={() => {
                    onPick(variable.insert);
                    setOpen(false);
                  }}
                >
                  <span className="min-w-0 truncate">{variable.label}</span>
                  {variable.example && (
                    <span className="max-w-32 truncate text-xs text-muted">{variable.example}</span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Popover>
  );
}
