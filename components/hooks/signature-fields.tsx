"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { SchemeDraft, SchemeProblems } from "./scheme-draft.ts";

const HEADER_MAX_CHARS = 100;
const PREFIX_MAX_CHARS = 50;

const ALGORITHMS = [
  { value: "sha256", label: "SHA-256" },
  { value: "sha512", label: "SHA-512" },
  { value: "sha1", label: "SHA-1" },
] as const;
const ENCODINGS = [
  { value: "hex", label: "Hex (0-9 and a-f)" },
  { value: "base64", label: "Base64" },
] as const;

type Props = { draft: SchemeDraft; problems: SchemeProblems; onChange: (draft: SchemeDraft) => void };

/** Where a signature of one's own stands and how it is made. */
export function SignatureFields({ draft, problems, onChange }: Props) {
  const plain = { autoComplete: "off", autoCapitalize: "none", spellCheck: false, className: "font-mono" };
  const change = (value: Partial<SchemeDraft>) => onChange({ ...draft, ...value });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Header" help="The header that has the signature." error={problems.header} required>
        <Input
          {...plain}
          value={draft.header}
          maxLength={HEADER_MAX_CHARS}
          onChange={(event) => change({ header: event.target.value })}
        />
      </Field>
      <Field label="Before the signature" optional help="Such as sha256= when the header begins so.">
        <Input
          {...plain}
          value={draft.prefix}
          maxLength={PREFIX_MAX_CHARS}
          onChange={(event) => change({ prefix: event.target.value })}
        />
      </Field>
      <Field label="Algorithm">
        <Select
          options={ALGORITHMS}
          value={draft.algorithm}
          onValueChange={(value) =>
            change({ algorithm: ALGORITHMS.find((known) => known.value === value)?.value ?? draft.algorithm })
          }
        />
      </Field>
      <Field label="Written as">
        <Select
          options={ENCODINGS}
          value={draft.encoding}
          onValueChange={(value) =>
            change({ encoding: ENCODINGS.find((known) => known.value === value)?.value ?? draft.encoding })
          }
        />
      </Field>
    </div>
  );
}
