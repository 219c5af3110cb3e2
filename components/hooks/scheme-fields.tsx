"use client";

import { Banner } from "#components/ui/banner.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Hook, Scheme } from "./outputs.ts";
import { type SchemeDraft, type SchemeProblems, secretSources, withScheme } from "./scheme-draft.ts";
import { SCHEME_WORDS, SCHEMES } from "./scheme-words.ts";
import { SignatureFields } from "./signature-fields.tsx";

const SECRET_MAX_CHARS = 500;
const USERNAME_MAX_CHARS = 100;

const SCHEME_OPTIONS = SCHEMES.map((scheme) => ({
  value: scheme,
  label: SCHEME_WORDS[scheme].label,
  description: SCHEME_WORDS[scheme].description,
}));

type Props = {
  hook: Hook;
  draft: SchemeDraft;
  problems: SchemeProblems;
  onChange: (draft: SchemeDraft) => void;
};

/** The kind of proof and what belongs to it. */
export function SchemeFields({ hook, draft, problems, onChange }: Props) {
  const { scheme } = draft;
  return (
    <>
      <Field label="Proof" help={SCHEME_WORDS[scheme].description}>
        <Select
          options={SCHEME_OPTIONS}
          value={scheme}
          onValueChange={(value) => onChange(withScheme(draft, value as Scheme, hook))}
        />
      </Field>
      {scheme === "none" && (
        <Banner tone="warning" title="Nothing is checked">
          Anybody who knows the address can record events for any person, and so have messages sent to them.
        </Banner>
      )}
      {scheme === "basic" && (
        <Field label="User name" error={problems.username} required>
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
      {scheme !== "none" && (
        <SecretFields hook={hook} draft={draft} problems={problems} onChange={onChange} />
      )}
    </>
  );
}

function SecretFields({ hook, draft, problems, onChange }: Props) {
  const { secretLabel, secretHelp } = SCHEME_WORDS[draft.scheme];
  const word = secretLabel.toLowerCase();
  const labels = {
    keep: `Keep the ${word} that is set`,
    given: `Enter the ${word}`,
    generate: `Make a new ${word}`,
  };
  const sources = secretSources(draft.scheme, hook);
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
              label={labels[source]}
              help={source === "generate" ? "To copy into the other program. It is shown once." : undefined}
            />
          ))}
        </fieldset>
      )}
      {draft.secret === "given" && (
        <Field
          label={secretLabel}
          hideLabel={sources.length > 1}
          help={secretHelp}
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
