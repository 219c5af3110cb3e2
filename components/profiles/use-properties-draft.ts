"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { exampleProperties } from "./event-examples.ts";
import {
  type PropertyRow,
  type ReadProperties,
  readJson,
  readRows,
  writeJson,
  writeRows,
} from "./property-draft.ts";

type Draft = { mode: "rows"; rows: PropertyRow[] } | { mode: "json"; text: string };

export type PropertiesDraft = ReturnType<typeof usePropertiesDraft>;

/** Properties being typed, as rows or as JSON; changing between the two keeps them. */
export function usePropertiesDraft() {
  const t = useTranslations("profiles.properties");
  const [draft, setDraft] = useState<Draft>({ mode: "rows", rows: [] });
  const [touched, setTouched] = useState(false);
  const [error, setError] = useState<string | null>(null);

  function change(next: Draft) {
    setTouched(true);
    setError(null);
    setDraft(next);
  }

  /** The properties; null, with the error set, when the JSON cannot be read. */
  function read(): Record<string, unknown> | null {
    if (draft.mode === "rows") return readRows(draft.rows);
    const result = readJson(draft.text);
    if (result.kind === "read") return result.properties;
    setError(wordProblem(result));
    return null;
  }

  function wordProblem(problem: Extract<ReadProperties, { kind: "invalid" }>): string {
    if (problem.code === "no-object") return t("noObject");
    return problem.detail ? t("noJsonBecause", { detail: problem.detail }) : t("noJson");
  }

  function switchMode() {
    const properties = read();
    if (properties) setDraft(write(draft.mode === "rows" ? "json" : "rows", properties));
  }

  /** Fills in the usual properties of an event, unless something was typed already. */
  function offerExample(eventName: string) {
    if (touched) return;
    setError(null);
    setDraft(write(draft.mode, exampleProperties(eventName)));
  }

  return { draft, change, error, read, switchMode, offerExample };
}

function write(mode: Draft["mode"], properties: Record<string, unknown>): Draft {
  return mode === "rows" ? { mode, rows: writeRows(properties) } : { mode, text: writeJson(properties) };
}
