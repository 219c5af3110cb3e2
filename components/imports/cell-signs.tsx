"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { Select } from "#components/ui/select.tsx";
import type { Import, PlanInput } from "./outputs.ts";

const SIGNS = [
  { value: ",", word: "comma" },
  { value: ";", word: "semicolon" },
  { value: "\t", word: "tab" },
  { value: "|", word: "bar" },
] as const satisfies { value: PlanInput["delimiter"]; word: string }[];

/** What parts the cells of a file. Another sign makes other columns, whose meaning is guessed anew. */
export function CellSigns({ row }: { row: Pick<Import, "id" | "plan"> }) {
  const t = useTranslations("imports.signs");
  const api = useApi();
  const queryClient = useQueryClient();
  const { id, plan } = row;
  const part = useMutation(
    api.imports.partAnew.mutationOptions({
      onError: showError,
      onSettled: () => queryClient.invalidateQueries(api.imports.get.queryFilter({ id })),
    }),
  );
  return (
    <Select
      aria-label={t("label")}
      className="w-64 max-w-full"
      options={SIGNS.map(({ value, word }) => ({ value, label: t(word) }))}
      value={part.isPending ? part.variables.delimiter : plan.delimiter}
      disabled={part.isPending}
      onValueChange={(sign) => {
        const delimiter = SIGNS.find(({ value }) => value === sign)?.value;
        if (delimiter && delimiter !== plan.delimiter) part.mutate({ id, delimiter });
      }}
    />
  );
}
