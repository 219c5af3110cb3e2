"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Channel } from "#components/messages/message-words.ts";
import type { OneOffCount } from "./outputs.ts";

type Props = {
  count: Pick<OneOffCount, "people" | "willGet" | "notConsented" | "suppressed" | "withoutAddress">;
  channel: Channel | null;
};

/** How many people would get the message, and why the others would not. */
export function CountView({ count, channel }: Props) {
  const t = useTranslations("one-offs.count");
  const language = useLocale();
  const { people, willGet, notConsented, suppressed, withoutAddress } = count;
  const reasons: [name: string, count: number][] = [
    [t("notConsented"), notConsented],
    [channel === null ? t("noAddress") : t(`without.${channel}`), withoutAddress],
    [t("suppressed"), suppressed],
  ];
  return (
    <div className="max-w-2xl rounded-md border bg-raised px-4 py-3 text-sm">
      <p data-figures>
        {t.rich(people === willGet ? "willGet" : "willGetOf", {
          people,
          count: willGet,
          strong: (chunks) => <strong className="text-base">{chunks}</strong>,
        })}
      </p>
      {people !== willGet && (
        <dl className="mt-2 flex flex-col gap-1">
          {reasons
            .filter(([, number]) => number > 0)
            .map(([name, number]) => (
              <div key={name} className="flex items-baseline gap-2">
                <dt className="min-w-0 text-muted">{name}</dt>
                <dd data-figures className="font-medium">
                  {number.toLocaleString(language)}
                </dd>
              </div>
            ))}
        </dl>
      )}
      <p className="mt-2 text-muted">{t("note")}</p>
    </div>
  );
}
