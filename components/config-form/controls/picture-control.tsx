"use client";

import { ImageUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PictureSource } from "#components/email-editor/picture-source.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ControlProps } from "../control.ts";
import { TemplateControl } from "./template-control.tsx";

/** The address of a picture: written, with variables in it, or that of an uploaded one. */
export function PictureControl(props: ControlProps) {
  const t = useTranslations("config-form.picture");
  const { field, onChange } = props;
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <TemplateControl {...props} />
      {open ? (
        <PictureSource fileLabel={t("file", { field: field.label })} autoFocus onChoose={onChange} />
      ) : (
        <Button size="sm" icon={<ImageUp />} className="self-start" onClick={() => setOpen(true)}>
          {t("take")}
          <span className="sr-only">{t("takeFor", { field: field.label })}</span>
        </Button>
      )}
    </div>
  );
}
