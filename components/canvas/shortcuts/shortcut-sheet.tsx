"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { type Press, shortcutGroups } from "./shortcuts.ts";
import { usePressWords } from "./use-press-words.ts";

type Groups = typeof shortcutGroups;
type GroupName = keyof Groups;
type KeyName = { [Name in GroupName]: keyof Groups[Name] }[GroupName];

/** Everything that keys do on the canvas and in the list. */
export function ShortcutSheet({ onClose }: { onClose(): void }) {
  const t = useTranslations("canvas.shortcuts");
  const groups = Object.entries(shortcutGroups) as [
    GroupName,
    Record<string, readonly (readonly Press[])[]>,
  ][];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")} size="md">
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {groups.map(([group, keys]) => (
          <section key={group} aria-labelledby={`shortcuts-${group}`}>
            <h3 id={`shortcuts-${group}`} className="mb-1.5 text-sm">
              {t(`groups.${group}`)}
            </h3>
            <dl className="flex flex-col gap-1.5 text-sm">
              {Object.entries(keys).map(([name, ways]) => (
                <div key={name} className="flex items-baseline justify-between gap-3">
                  <dt className="text-muted">{t(`keys.${name as KeyName}`)}</dt>
                  <dd className="shrink-0">
                    <Ways ways={ways} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Ways({ ways }: { ways: readonly (readonly Press[])[] }) {
  const t = useTranslations("canvas.shortcuts");
  const words = usePressWords();
  return ways.map((presses, index) => (
    <Fragment key={presses.join(" ")}>
      {index > 0 && <span className="mx-1 text-xs text-muted">{t("then")}</span>}
      {presses.map((press) => (
        <kbd
          key={press}
          className="ml-1 inline-block min-w-5 rounded-sm border bg-sunken px-1.5 py-0.5 text-center font-sans text-xs"
        >
          {words.one(press)}
        </kbd>
      ))}
    </Fragment>
  ));
}
