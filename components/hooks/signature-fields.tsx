"use client";

import { useTranslations } from "next-intl";
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
  "hex",

  "base64",
] as const;

type Props = { draft: SchemeDraft; problems: SchemeProblems; onChange: (draft: SchemeDraft) => void };

/** Where a signature of one's own stands and how it is made. */
export function SignatureFields({ draft, problems, onChange }: Props) {
  const t = useTranslations("hooks");
  const plain = { autoComplete: "off", autoCapitalize: "none", spellCheck: false, className: "font-mono" };
  const change = (value: Partial<SchemeDraft>) => onChange({ ...draft, ...value });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t("signature.header")} help={t("signature.headerHelp")} error={problems.header} required>
        <Input
          {...plain}
          value={draft.header}
          maxLength={HEADER_MAX_CHARS}
          onChange={(event) => change({ header: event.target.value })}
        />
      </Field>
      <Field label={t("signature.prefix")} optional help={t("signature.prefixHelp")}>
        <Input
          {...plain}
          value={draft.prefix}
          maxLength={PREFIX_MAX_CHARS}
          onChange={(event) => change({ prefix: event.target.value })}
        />
      </Field>
      <Field label={t("signature.algorithm")}>
        <Select
          options={ALGORITHMS}
          value={draft.algorithm}
          onValueChange={(value) =>
            change({ algorithm: ALGORITHMS.find((known) => known.value === value)?.value ?? draft.algorithm })
          }
        />
      </Field>
      <Field label={t("signature.encoding")}>
        <Select
          options={ENCODINGS.map((value) => ({ value, label: t(`signature.${value}`) }))}
          value={draft.encoding}
          onValueChange={(value) =>
            change({ encoding: ENCODINGS.find((known) => known === value) ?? draft.encoding })
          }
        />
      </Field>
    </div>
  );
}
