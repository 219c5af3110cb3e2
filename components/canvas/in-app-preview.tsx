"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { configIn, textFields } from "#components/config-form/variants.ts";
import { type DrawnInApp, InAppDrawing, type InAppScheme } from "#components/messages/in-app-drawing.tsx";
import { SchemeSwitch } from "#components/messages/scheme-switch.tsx";
import { showInApp } from "#workflows/actions/show-in-app.ts";
import { inAppDisplays } from "#workflows/effect-content.ts";

const TEXTS = textFields(showInApp.config) ?? new Set<string>();

type Props = {
  config: Record<string, unknown>;
  /** Which of its languages is shown; null: the shop's. */
  language: string | null;
};

/** The message of a step as visitors see it, while it is written; values are still the names of what fills them. */
export function InAppPreview({ config, language }: Props) {
  const t = useTranslations("canvas.inAppPreview");
  const headingId = useId();
  const [scheme, setScheme] = useState<InAppScheme>("light");
  const message = drawnFrom(configIn(config, TEXTS, language));
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-3 border-t pt-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 id={headingId} className="text-base">
          {t("title")}
        </h3>
        <SchemeSwitch value={scheme} onChange={setScheme} />
      </div>
      {message.title || message.body ? (
        <InAppDrawing message={message} scheme={scheme} />
      ) : (
        <p className="text-sm text-muted">{t("empty")}</p>
      )}
    </section>
  );
}

/** Whatever can be drawn of settings that may not be finished. */
function drawnFrom(config: Record<string, unknown>): DrawnInApp {
  const text = (name: string) => {
    const value = config[name];
    return typeof value === "string" ? value.trim() : "";
  };
  return {
    display: inAppDisplays.find((display) => display === config.display) ?? "banner",
    position: config.position === "top" ? "top" : "bottom",
    ...{ title: text("title"), body: text("body"), buttonLabel: text("buttonLabel") },
    ...{ url: text("url"), image: text("image") },
  };
}
