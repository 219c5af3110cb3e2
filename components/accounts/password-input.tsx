"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";

/** A password, hidden until asked for. `autoComplete` tells password managers which one it is. */
export function PasswordInput(
  props: Omit<ComponentProps<typeof Input>, "type"> & { autoComplete: "current-password" | "new-password" },
) {
  const t = useTranslations("first-run.account");
  const [shown, setShown] = useState(false);
  return (
    <span className="relative block">
      <Input
        {...props}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className="pr-12"
      />
      <IconButton
        label={shown ? t("hidePassword") : t("showPassword")}
        tooltip={false}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 text-muted"
      >
        {shown ? <EyeOff /> : <Eye />}
      </IconButton>
    </span>
  );
}
