"use client";

import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Hook, Scheme } from "./outputs.ts";
import { type SchemeDraft, type SchemeProblems, secretSources, withScheme } from "./scheme-draft.ts";
import { SCHEMES, schemeNames } from "./schemes.ts";
import { SignatureFields } from "./signature-fields.tsx";

const SECRET_MAX_CHARS = 500;
const USERNAME_MAX_CHARS = 100;

const SOURCE_LABELS = { keep: "secret.keep", given: "secret.enter", generate: "secret.generate" } as const;

type Props = {
  hook: Hook;
  draft: SchemeDraft;
  problems: SchemeProblems;
  onChange: (draft: SchemeDraft) => void;
};

/** The kind of proof and what belongs to it. */
export function SchemeFields({ hook, draft, problems, onChange }: Props) {
  const t = useTranslations("hooks");
  const { scheme } = draft;
  return (
    <>
      <Field label={t("scheme.proof")} help={t(`scheme.${scheme}.description`)}>
        <Select
          options={schemeNames.map((value) => ({
            value,
            label: t(`scheme.${value}.label`),
            description: t(`scheme.${value}.description`),
          }))}
          value={scheme}
          onValueChange={(value) => onChange(withScheme(draft, value as Scheme, hook))}
        />
      </Field>
      {scheme === "none" && (
        <Banner tone="warning" title={t("scheme.unchecked")}>
          {t("scheme.uncheckedHelp")}
        </Banner>
      )}
      {scheme === "basic" && (
        <Field label={t("scheme.username")} error={problems.username} required>
          <Input
            value={draft.username}
            maxLength={USERNAME_MAX_CHARS}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => onChange({ ...draft, username: event.target.value })}
          />
        </Field>
      )}
      {scheme === "hmac" && <SignatureFields draft={draft} problems={problems} onChange={onChange} />}
      <SecretFields hook={hook} draft={draft} problems={problems} onChange={onChange} />
    </>
  );
}

function SecretFields({ hook, draft, problems, onChange }: Props) {
  const t = useTranslations("hooks");
  const { scheme } = draft;
  if (scheme === "none") return null;
  const { secretKind: kind } = SCHEMES[scheme];
  const sources = secretSources(scheme, hook);
  const secretLabel = t("secret.label", { kind });
  return (
    <>
      {sources.length > 1 && (
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="mb-1.5 text-sm font-medium">{secretLabel}</legend>
          {sources.map((source) => (
            <Choice
              key={source}
              name="secret-source"
              checked={draft.secret === source}
              onChoose={() => onChange({ ...draft, secret: source })}
              label={t(SOURCE_LABELS[source], { kind })}
              help={source === "generate" ? t("secret.generateHelp") : undefined}
            />
          ))}
        </fieldset>
      )}
      {draft.secret === "given" && (
        <Field
          label={secretLabel}
          hideLabel={sources.length > 1}
          help={t(`scheme.${scheme}.secretHelp`)}
          error={problems.secretText}
          required
        >
          <Input
            type="password"
            value={draft.secretText}
            maxLength={SECRET_MAX_CHARS}
            autoComplete="new-password"
            className="font-mono"
            onChange={(event) => onChange({ ...draft, secretText: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}
