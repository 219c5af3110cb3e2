"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import type { ButtonSize, ButtonVariant } from "./button-style.ts";
import { copyText } from "./copy-text.ts";
import { IconButton } from "./icon-button.tsx";
import { toast } from "./toast.ts";

const CONFIRMATION_MS = 2_000;

type Props = {
  text: string;
  /** What is copied, such as "Copy address". */
  label?: string;
  /** Shows the icon alone; the label stays for tooltip and screen readers. */
  iconOnly?: boolean;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
};

/** Copies a text and confirms it. */
export function CopyButton({ text, label, iconOnly = false, variant, size, className }: Props) {
  const t = useTranslations("ui");
  const name = label ?? t("common.copy");
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    if (await copyText(text)) setCopied(true);
    else toast.error(t("copying.refused"), { description: t("copying.refusedHelp") });
  }

  const icon = copied ? <Check className="text-success" /> : <Copy />;
  const look = { size, className, onClick: copy };
  return (
    <>
      {iconOnly ? (
        <IconButton {...look} variant={variant} label={name}>
          {icon}
        </IconButton>
      ) : (
        <Button {...look} variant={variant} icon={icon}>
          {copied ? t("common.copied") : name}
        </Button>
      )}
      <span role="status" className="sr-only">
        {copied ? t("common.copied") : ""}
      </span>
    </>
  );
}
