"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { CodeBlock } from "./code-block.tsx";
import type { NoticeKind } from "./outgoing-hook-outputs.ts";
import { wordKind } from "./outgoing-hook-words.ts";
import type { SettingsWords } from "./settings-words.ts";

export type OutgoingHookDraft = { url: string; kinds: string[] };
export type OutgoingHookErrors = Partial<Record<keyof OutgoingHookDraft, string>>;

const URL_MAX_CHARS = 2_000;

/** What stands before the dot in a kind, as a heading. */
const GROUPS = ["message", "run", "profile", "consent"] as const;

/** What is missing; empty when the draft can be saved. */
export function outgoingHookErrors({ url, kinds }: OutgoingHookDraft, t: SettingsWords): OutgoingHookErrors {
  const parsed = URL.parse(url.trim());
  const isAddress = parsed !== null && (parsed.protocol === "https:" || parsed.protocol === "http:");
  return {
    ...(!isAddress && { url: t("outgoing.addressWrong") }),
    ...(kinds.length === 0 && { kinds: t("outgoing.kindsMissing") }),
  };
}

type Props = {
  draft: OutgoingHookDraft;
  errors: OutgoingHookErrors;
  onChange: (draft: OutgoingHookDraft) => void;
};

/** Where notices go, and of what. */
export function OutgoingHookFields({ draft, errors, onChange }: Props) {
  const t = useTranslations("settings");
  const api = useApi();
  const kinds = useQuery(api.outgoingHooks.kinds.queryOptions());
  return (
    <>
      <Field label={t("outgoing.address")} help={t("outgoing.addressHelp")} error={errors.url} required>
        <Input
          type="url"
          value={draft.url}
          maxLength={URL_MAX_CHARS}
          placeholder="https://example.com/webhooks/rekindle"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onChange({ ...draft, url: event.target.value })}
        />
      </Field>
      <fieldset className="min-w-0">
        <legend className="text-sm font-medium">{t("outgoing.tellWhen")}</legend>
        {errors.kinds && (
          <p role="alert" className="mt-1.5 flex items-start gap-1.5 text-sm text-danger">
            <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            <span>{errors.kinds}</span>
          </p>
        )}
        <Loaded query={kinds} skeleton={<ListSkeleton rows={4} />} errorTitle={t("outgoing.kindsFailed")}>
          {(loaded) => (
            <KindBoxes
              kinds={loaded.kinds}
              chosen={draft.kinds}
              onChange={(chosen) => onChange({ ...draft, kinds: chosen })}
            />
          )}
        </Loaded>
      </fieldset>
    </>
  );
}

function KindBoxes({
  kinds,
  chosen,
  onChange,
}: {
  kinds: readonly NoticeKind[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const t = useTranslations("settings");
  const set = (kind: string, on: boolean) =>
    onChange(on ? [...chosen, kind] : chosen.filter((other) => other !== kind));
  const shown = kinds.find(({ kind }) => kind === chosen.at(-1));
  return (
    <div className="mt-2 flex flex-col gap-4">
      {GROUPS.map((prefix) => (
        <div key={prefix}>
          <p className="text-sm text-muted">{t(`outgoing.groups.${prefix}`)}</p>
          {kinds
            .filter(({ kind }) => kind.startsWith(`${prefix}.`))
            .map((told) => (
              <Checkbox
                key={told.kind}
                {...wordKind(told, t)}
                checked={chosen.includes(told.kind)}
                onCheckedChange={(on) => set(told.kind, on)}
              />
            ))}
        </div>
      ))}
      {shown && (
        <div>
          <p className="mb-1.5 text-sm text-muted">
            {t("outgoing.arrives", { kind: wordKind(shown, t).label })}
          </p>
          <CodeBlock label={t("outgoing.exampleOf", { kind: shown.kind })} code={shown.example} />
        </div>
      )}
    </div>
  );
}
