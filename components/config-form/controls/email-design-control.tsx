"use client";

import { PenLine } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { plainWords } from "#components/email-editor/rich-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { withNameFallbacks } from "#workflows/name-problems.ts";
import { useWholeConfig } from "../config-context.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { AddFallback } from "./add-fallback.tsx";
import { ContinueInCode } from "./continue-in-code.tsx";
import { ControlGroup } from "./control-group.tsx";

// Whoever does not write an email never loads what it is written with.
const EmailEditor = dynamic(
  () => import("#components/email-editor/email-editor.tsx").then((module) => module.EmailEditor),
  { ssr: false, loading: OpeningEditor },
);

function OpeningEditor() {
  const t = useTranslations("config-form.design");
  return <Spinner label={t("opening")} />;
}

/** What the card shows of the email. */
const LINES_MAX = 4;

/** An email made of blocks: a glance at it, and the button that opens its editor. */
export function EmailDesignControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.design");
  const { config } = useWholeConfig();
  const [open, setOpen] = useState(false);
  const blocks = blocksOf(value);
  const lines = blocks.flatMap((block) => lineOf(block) ?? []);
  const empty = blocks.length === 0;
  return (
    <ControlGroup label={field.label} help={field.help} error={problems[0]?.message}>
      <div className="overflow-hidden rounded-md border">
        <div className="border-b bg-sunken px-3 py-2 text-sm">
          <p className="truncate font-medium">{textOf(config.subject) || t("noSubject")}</p>
          <p className="truncate text-muted">{textOf(config.preview)}</p>
        </div>
        {empty ? (
          <p className="px-3 py-4 text-sm text-muted">{t("nothing")}</p>
        ) : (
          <ul className="flex flex-col gap-1 px-3 py-3 text-sm">
            {lines.slice(0, LINES_MAX).map((line, index) => (
              <li key={lineKey(line, index)} className="truncate">
                {line}
              </li>
            ))}
            <li className="text-muted">{t("blocks", { count: blocks.length })}</li>
          </ul>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button icon={<PenLine />} onClick={() => setOpen(true)}>
          {t(empty ? "write" : "edit")}
        </Button>
        {!empty && <ContinueInCode />}
      </div>
      {problems.length > 0 && (
        <AddFallback
          text={textsOf(blocks).join("\n")}
          quote="'"
          onChange={() => onChange({ ...(value as object), blocks: inTexts(blocks) })}
        />
      )}
      {open && <EmailEditor onClose={() => setOpen(false)} />}
    </ControlGroup>
  );
}

type StoredBlock = Record<string, unknown>;

function blocksOf(value: unknown): StoredBlock[] {
  const blocks = typeof value === "object" && value !== null && "blocks" in value ? value.blocks : [];
  if (!Array.isArray(blocks)) return [];
  return blocks.filter((block): block is StoredBlock => typeof block === "object" && block !== null);
}

/** Every text in the blocks, however deep. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** The same blocks with a fallback behind every name in their texts. */
function inTexts(value: unknown): unknown {
  if (typeof value === "string") return withNameFallbacks(value, "'");
  if (Array.isArray(value)) return value.map(inTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inTexts(inner)]));
}

/** The words of a block on one line; null for one without. */
function lineOf(block: StoredBlock): string | null {
  const words = textOf(block.text ?? block.label)
    .replace(/\s+/g, " ")
    .trim();
  return words || plainWords(textOf(block.html)) || null;
}

function lineKey(line: string, index: number): string {
  return `${index} ${line}`;
}
