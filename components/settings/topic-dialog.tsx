"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Topic } from "#components/shell/outputs.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { TOPIC_DESCRIPTION_MAX_CHARS, TOPIC_NAME_MAX_CHARS, type TopicWords } from "#workflows/topics.ts";

const NOTHING: TopicWords = { name: "", description: "", names: {}, descriptions: {} };

/** The words of a topic, new or already there. */
export function TopicDialog({ topic, onClose }: { topic: Topic | null; onClose: () => void }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const formId = useId();
  const [words, setWords] = useState<TopicWords>(() => (topic ? wordsOf(topic) : NOTHING));
  const [submitted, setSubmitted] = useState(false);
  const done = (said: string) => async () => {
    await queries.invalidateQueries(api.topics.list.queryFilter());
    toast.success(said);
    onClose();
  };
  const add = useMutation(api.topics.add.mutationOptions({ onSuccess: done(t("topics.added")) }));
  const edit = useMutation(api.topics.edit.mutationOptions({ onSuccess: done(t("topics.saved")) }));
  const error = add.error ?? edit.error;
  const isSaving = add.isPending || edit.isPending;
  const isNameless = words.name.trim() === "";
  const change = (part: Partial<TopicWords>) => setWords({ ...words, ...part });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (isNameless || isSaving) return;
    if (topic) edit.mutate({ key: topic.key, ...words });
    else add.mutate(words);
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={topic ? t("topics.edit") : t("topics.add")}
      description={t("topics.wordsHelp")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" loading={isSaving}>
            {topic ? common("save") : common("add")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <Field
          label={t("topics.name")}
          required
          error={submitted && isNameless ? t("topics.nameMissing") : undefined}
        >
          <Input
            value={words.name}
            maxLength={TOPIC_NAME_MAX_CHARS}
            placeholder={t("topics.nameExample")}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        <Field label={t("topics.about")} optional>
          <Input
            value={words.description}
            maxLength={TOPIC_DESCRIPTION_MAX_CHARS}
            placeholder={t("topics.aboutExample")}
            onChange={(event) => change({ description: event.target.value })}
          />
        </Field>
        <Field label={t("topics.nameInChinese")} optional help={t("topics.nameInChineseHelp")}>
          <Input
            value={words.names.zh ?? ""}
            lang="zh-Hans"
            maxLength={TOPIC_NAME_MAX_CHARS}
            onChange={(event) => change({ names: { ...words.names, zh: event.target.value } })}
          />
        </Field>
        <Field label={t("topics.aboutInChinese")} optional>
          <Input
            value={words.descriptions.zh ?? ""}
            lang="zh-Hans"
            maxLength={TOPIC_DESCRIPTION_MAX_CHARS}
            onChange={(event) => change({ descriptions: { ...words.descriptions, zh: event.target.value } })}
          />
        </Field>
        {error && (
          <Banner tone="danger" role="alert">
            {error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}

function wordsOf({ name, description, names, descriptions }: Topic): TopicWords {
  return { name, description, names, descriptions };
}
