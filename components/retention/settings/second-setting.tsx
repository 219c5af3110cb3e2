"use client";

import { useTranslations } from "next-intl";
import { type Asked, DAYS_MAX } from "../asked.ts";
import type { SetAsked } from "../use-asked.ts";
import { NumberSetting } from "./number-setting.tsx";

/** How soon a second order has to come. */
export function SecondSetting({ asked, set }: { asked: Asked; set: SetAsked }) {
  const t = useTranslations("retention.settings");
  return (
    <NumberSetting
      label={t("secondDays")}
      value={asked.secondDays}
      least={1}
      most={DAYS_MAX}
      onChange={(value) => set({ second: String(value) })}
    />
  );
}
