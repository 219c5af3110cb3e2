"use client";

import { CircleQuestionMark } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { Named } from "./why-dialog.tsx";

const WhyDialog = dynamic(async () => (await import("./why-dialog.tsx")).WhyDialog, { ssr: false });

type Props = {
  /** Null: to be chosen. */
  workflow: Named | null;
  person: Named | null;
  /** Only the message of this step is asked about. */
  nodeId?: string | null;
  /** Instead of “Why?”. */
  label?: string;
  className?: string;
};

/** Asks why somebody did, or did not, get something. */
export function WhyButton({ className, label, ...asked }: Props) {
  const t = useTranslations("runs");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<CircleQuestionMark />} className={className} onClick={() => setOpen(true)}>
        {label ?? t("why.button")}
      </Button>
      {open && <WhyDialog {...asked} onClose={() => setOpen(false)} />}
    </>
  );
}
