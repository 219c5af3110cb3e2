"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { WORKFLOW_TEXT_MAX_BYTES } from "./file-limit.ts";
import { type ImportFile, readImport } from "./import-file.ts";
import { NameForm } from "./name-form.tsx";

/** Brings in an exported workflow as a draft. What is wrong with it is listed, and nothing is stored then. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations("workflows.import");
  const say = useSay();
  const api = useApi();
  const router = useRouter();
  const queries = useQueryClient();
  const [file, setFile] = useState<ImportFile | null>(null);
  const importing = useMutation(
    api.workflows.importGraph.mutationOptions({
      onSuccess: (answer) => {
        if (answer.kind !== "created") return;
        void queries.invalidateQueries({ queryKey: api.workflows.list.queryKey() });
        router.push(`/workflows/${answer.id}`);
      },
    }),
  );
  const problems = importing.data?.kind === "invalid" ? importing.data.problems : [];
  const read = file?.kind === "read" ? file : null;

  async function choose(chosen: File | undefined) {
    importing.reset();
    if (!chosen) return setFile(null);
    if (chosen.size > WORKFLOW_TEXT_MAX_BYTES) {
      return setFile({ kind: "refused", code: "too-large" });
    }
    setFile(readImport(chosen.name, await chosen.text()));
  }

  return (
    <NameForm
      // A file brings its name with it.
      key={read?.name}
      title={t("title")}
      description={t("description")}
      name={read?.name ?? ""}
      submitLabel={t("submit")}
      ready={read !== null}
      pending={importing.isPending || importing.data?.kind === "created"}
      failure={importing.error?.message}
      onSubmit={(name) => read && importing.mutate({ name, tags: read.tags, graph: read.graph })}
      onClose={onClose}
    >
      <Field label={t("file")} error={file?.kind === "refused" ? t(`refused.${file.code}`) : undefined}>
        <Input
          type="file"
          accept=".json,application/json"
          className="py-2 file:mr-3 file:rounded-sm file:border-0 file:bg-hover file:px-2 file:text-sm file:font-medium file:text-ink"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      </Field>
      {problems.length > 0 && (
        <Banner tone="danger" role="alert" title={t("invalid")}>
          <ul className="list-disc pl-4">
            {[...new Set(problems.map(({ message }) => say(message)))].map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Banner>
      )}
    </NameForm>
  );
}
