"use client";

import { useTranslations } from "next-intl";
import { type Asked, DAYS_MAX, GAP_FACTOR_MAX } from "../asked.ts";
import type { SetAsked } from "../use-asked.ts";
import { NumberSetting } from "./number-setting.tsx";

/** After how long without an order a customer counts as lost. */
export function ChurnSettings({ asked, set }: { asked: Asked; set: SetAsked }) {
  const t = useTranslations("retention.settings");
  return (
    <>
      <NumberSetting
        label={t("minDays")}
        value={asked.minDays}
        least={1}
        most={DAYS_MAX}
        onChange={(value) => set({ lost: String(value) })}
      />
      <NumberSetting
        label={t("gapFactor")}
        value={asked.gapFactor}
        least={0}
        most={GAP_FACTOR_MAX}
        onChange={(value) => set({ gaps: String(value) })}
      />
    </>
  );
}
