"use client";

import { Braces } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { VariableList } from "./variable-list.tsx";

/** Lists what a message can speak of; choosing one hands over the text to insert. */
export function VariablePicker({ field, onPick }: { field: string; onPick(insert: string): void }) {
  const t = useTranslations("config-form.variableList");
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("title")}
      align="end"
      className="p-2"
      trigger={
        <Button variant="ghost" size="sm" icon={<Braces />} className="-my-1.5 -mr-2 text-muted">
          <span>{t("insert")}</span>
          <span className="sr-only">{t("insertInto", { field })}</span>
        </Button>
      }
    >
      <VariableList
        onPick={(insert) => {
          onPick(insert);
          setOpen(false);
        }}
      />
    </Popover>
  );
}
