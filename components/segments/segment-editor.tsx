"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { newLeaf } from "#components/config-form/rules/rule-draft.ts";
import { usePeopleChoices } from "#components/config-form/rules/use-rule-names.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useLeaveGuard } from "#components/ui/use-leave-guard.tsx";
import type { Segment } from "./outputs.ts";
import { PreviewCard } from "./preview-card.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import { readRule } from "./rule-problems.ts";
import { RuleSentence } from "./rule-sentence.tsx";
import { usePreview } from "./use-preview.ts";

const NAME_MAX_CHARS = 120;
const DESCRIPTION_MAX_CHARS = 500;

/** What is entered; the rule may be unfinished. */
export interface SegmentDraft {
  name: string;
  description: string;
  rule: unknown;
}

type Props = {
  /** Null for one that is being made. */
  segment: Pick<Segment, "id" | "usedBy"> | null;
  initial: SegmentDraft;
  /** Where one goes without saving. */
  backHref: string;
  onSaved(id: number): void;
};

/** A segment being made or changed: its name, its rule, and who that would be. */
export function SegmentEditor({ segment, initial, backHref, onSaved }: Props) {
  const t = useTranslations("segments.editor");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(initial);
  const [checked, setChecked] = useState(false);
  const [taken, setTaken] = useState("");
  const [done, setDone] = useState(false);
  const choices = usePeopleChoices(draft.rule);
  const { rule, problems } = readRule(draft.rule, t("finish"));
  const state = usePreview(rule);
  const save = useMutation(api.segments.save.mutationOptions());
  const guard = useLeaveGuard(JSON.stringify(draft) !== JSON.stringify(initial) && !done);
  const name = draft.name.trim();
  const nameError = checked && name === "" ? t("nameMissing") : taken === name && name ? t("nameTaken") : "";
  const change = (part: Partial<SegmentDraft>) => setDraft((before) => ({ ...before, ...part }));

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    if (name === "" || rule === null) return;
    const description = draft.description.trim() || null;
    // What goes wrong is told by the mutation itself.
    const saved = await save.mutateAsync({ id: segment?.id, name, description, rule }).catch(() => null);
    if (saved?.kind === "name-taken") setTaken(name);
    if (saved?.kind !== "saved") return;
    setDone(true);
    await queries.invalidateQueries({ queryKey: api.segments.pathKey() });
    onSaved(saved.id);
  }

  return (
    <FormChoicesProvider choices={choices}>
      <form
        onSubmit={submit}
        noValidate
        className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start"
      >
        <div className="flex min-w-0 flex-col gap-6">
          <Card>
            <CardBody className="flex flex-col gap-5">
              <Field label={t("name")} required error={nameError || undefined}>
                <Input
                  value={draft.name}
                  maxLength={NAME_MAX_CHARS}
                  placeholder={t("namePlaceholder")}
                  onChange={(event) => change({ name: event.target.value })}
                />
              </Field>
              <Field label={t("description")} optional help={t("descriptionHint")}>
                <Input
                  value={draft.description}
                  maxLength={DESCRIPTION_MAX_CHARS}
                  onChange={(event) => change({ description: event.target.value })}
                />
              </Field>
            </CardBody>
          </Card>
          <Card>
            <CardHeader title={t("rule")} description={t("ruleHint")} />
            <CardBody className="flex flex-col gap-4">
              <RuleEditor
                rule={draft.rule}
                problems={checked ? problems : []}
                onChange={(rule) => change({ rule })}
                onExample={(example, called) =>
                  change({ rule: example, ...(name === "" ? { name: called } : {}) })
                }
                onEmpty={() => change({ rule: newLeaf("attribute") })}
              />
              {rule && <RuleSentence rule={rule} />}
            </CardBody>
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-6">
          <PreviewCard state={state} whole={rule !== null} />
          {segment && segment.usedBy.length > 0 && (
            <Banner tone="info">{t("inUse", { count: segment.usedBy.length })}</Banner>
          )}
          {save.error && (
            <Banner tone="danger" role="alert" title={t("notSaved")}>
              {save.error.message}
            </Banner>
          )}
          {checked && rule === null && (
            <Banner tone="danger" role="alert">
              {draft.rule === null ? t("ruleMissing") : t("ruleUnfinished")}
            </Banner>
          )}
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" loading={save.isPending}>
              {t(segment ? "save" : "create")}
            </Button>
            <ButtonLink href={backHref}>{common("cancel")}</ButtonLink>
          </div>
        </div>
      </form>
      {guard}
    </FormChoicesProvider>
  );
}
