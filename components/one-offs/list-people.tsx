"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useLeaveGuard } from "#components/ui/use-leave-guard.tsx";
import { LISTED_MAX_PEOPLE } from "#workflows/one-off.ts";
import { linesOf } from "./list-lines.ts";
import type { ListedPeople } from "./outputs.ts";

type Props = {
  /** How many people are on the list. */
  listed: number;
  viewing: boolean;
  /** Null, and nothing listed, while the message itself cannot be saved. */
  onList(lines: string[]): Promise<ListedPeople | null>;
};

/** The people of a list: pasted, looked up, and told who was not found. */
export function ListPeople({ listed, viewing, onList }: Props) {
  const t = useTranslations("one-offs.listed");
  const [text, setText] = useState("");
  const lines = linesOf(text);
  const lookUp = useMutation({ mutationFn: onList, onSuccess: (people) => people && setText("") });
  const failure = lookUp.error?.message ?? (lookUp.data === null ? t("unsaved") : null);
  const guard = useLeaveGuard(text.trim() !== "", { title: t("leave"), description: t("leaveHint") });
  const tooMany = lines.length > LISTED_MAX_PEOPLE;
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <p data-figures className="text-sm">
        {listed === 0 ? t("nobody") : t("count", { count: listed })}
      </p>
      {!viewing && (
        <>
          <Field
            label={listed === 0 ? t("label") : t("labelAgain")}
            help={t("help", { max: LISTED_MAX_PEOPLE })}
            error={tooMany ? t("tooMany", { count: lines.length, max: LISTED_MAX_PEOPLE }) : undefined}
          >
            <Textarea
              code
              rows={6}
              value={text}
              placeholder={"ana@example.com\n10042"}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <Button
            className="self-start"
            loading={lookUp.isPending}
            disabled={lines.length === 0 || tooMany}
            onClick={() => lookUp.mutate(lines)}
          >
            {listed === 0 ? t("put") : t("replace")}
          </Button>
        </>
      )}
      <div aria-live="polite" className="flex flex-col gap-3">
        {failure !== null && (
          <Banner tone="danger" role="alert">
            {failure}
          </Banner>
        )}
        {lookUp.data && !lookUp.isPending && <ListOutcome people={lookUp.data} />}
      </div>
      {guard}
    </div>
  );
}

/** Who of a pasted list was found. */
export function ListOutcome({ people }: { people: ListedPeople }) {
  const { found, duplicates, unknownCount, unknown } = people;
  const t = useTranslations("one-offs.listed");
  const which = duplicates > 0 ? "Twice" : "";
  const more = unknownCount - unknown.length;
  return (
    <>
      <Banner tone={found > 0 ? "success" : "warning"}>
        {t(found === 0 ? `noneFound${which}` : `found${which}`, { count: found, twice: duplicates })}
      </Banner>
      {unknownCount > 0 && (
        <Banner tone="warning" title={t("unknown", { count: unknownCount })}>
          {t("unknownHint")}
          <ul
            aria-label={t("unknownLabel")}
            className="mt-2 max-h-48 overflow-y-auto font-mono text-[0.8125rem]"
          >
            {[...new Set(unknown)].map((line) => (
              <li key={line} className="[overflow-wrap:anywhere]">
                {line}
              </li>
            ))}
          </ul>
          {more > 0 && <p className="mt-1">{t("more", { count: more })}</p>}
        </Banner>
      )}
    </>
  );
}
