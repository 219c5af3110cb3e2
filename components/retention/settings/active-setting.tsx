"use client";

import { useTranslations } from "next-intl";
import { ANY, type Asked } from "../asked.ts";
import type { SetAsked } from "../use-asked.ts";
import { EventSetting } from "./event-setting.tsx";

/** What counts as active. */
export function ActiveSetting({ asked, set }: { asked: Asked; set: SetAsked }) {
  const t = useTranslations("retention.settings");
  return (
    <EventSetting
      label={t("event")}
      value={asked.event ?? ANY}
      first={[{ value: ANY, label: t("anyEvent") }]}
      onChange={(value) => set({ event: value === ANY ? null : value })}
    />
  );
}
