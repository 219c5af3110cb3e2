"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { ANY, type Asked, CLOCKS, CREATED, MODES, ORDER, readBrackets, writeBrackets } from "../asked.ts";
import type { SetAsked } from "../use-asked.ts";
import { EventSetting } from "./event-setting.tsx";
import { NumberSetting } from "./number-setting.tsx";

type Props = { asked: Asked; set: SetAsked };

/** What puts people into a cohort, and what counts as coming back. */
export function CohortSettings({ asked, set }: Props) {
  const t = useTranslations("retention.settings");
  const { start, returning, mode, clock, windows, brackets } = asked;
  const startValue = start.kind === "event" ? start.event : start.kind === "created" ? CREATED : ANY;
  return (
    <>
      <EventSetting
        label={t("start")}
        value={startValue}
        first={[
          { value: ANY, label: t("firstEvent") },
          { value: CREATED, label: t("created") },
        ]}
        onChange={(value) => set({ start: value === ORDER ? null : value })}
      />
      <EventSetting
        label={t("again")}
        value={returning ?? ANY}
        first={[{ value: ANY, label: t("anyEvent") }]}
        onChange={(value) => set({ again: value === ORDER ? null : value })}
      />
      <Field label={t("mode")} className="w-44">
        <Select
          value={mode}
          options={MODES.map((value) => ({ value, label: t(`modes.${value}`) }))}
          onValueChange={(value) => set({ mode: value === MODES[0] ? null : value })}
        />
      </Field>
      <Field label={t("clock")} className="w-48">
        <Select
          value={clock}
          options={CLOCKS.map((value) => ({ value, label: t(`clocks.${value}`) }))}
          onValueChange={(value) => set({ clock: value === CLOCKS[0] ? null : value })}
        />
      </Field>
      {mode === "bracket" ? (
        <Brackets value={brackets} onChange={(text) => set({ ranges: text })} />
      ) : (
        <NumberSetting
          label={t("windows")}
          value={windows}
          least={1}
          most={60}
          onChange={(value) => set({ windows: String(value) })}
        />
      )}
    </>
  );
}

function Brackets({ value, onChange }: { value: Asked["brackets"]; onChange: (text: string) => void }) {
  const t = useTranslations("retention.settings");
  const written = writeBrackets(value);
  const [typed, setTyped] = useState(written);
  const [shown, setShown] = useState(written);
  const read = readBrackets(typed);
  // Changed by somebody else, such as the button that goes back to the usual.
  if (shown !== written) {
    setShown(written);
    if (!read || writeBrackets(read) !== written) setTyped(written);
  }
  return (
    <Field label={t("ranges")} error={read ? undefined : t("rangesWrong")} className="w-56">
      <Input
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          const next = readBrackets(target.value);
          if (next) onChange(writeBrackets(next));
        }}
      />
    </Field>
  );
}
