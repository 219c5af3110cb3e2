"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { textOf } from "#components/config-form/control.ts";
import { useFormChoices } from "#components/config-form/form-context.tsx";
import { useMessageLanguage } from "#components/config-form/message-language.tsx";
import { variantsIn } from "#components/config-form/variants.ts";
import { useRested } from "#components/ui/use-rested.ts";
import { readDesign } from "./new-block.ts";

/**
 * The email of a step's settings as the server writes it for one person; null for an invented one, who speaks the language
 * that it is being written in. Anybody else gets it in their own, of those that there are.
 */
export function useEmailPreview(config: Record<string, unknown>, profileId: number | null) {
  const api = useApi();
  const { workflowId = null } = useFormChoices();
  const { mutateAsync } = useMutation(api.emailPreview.render.mutationOptions());
  const { language, stored } = useMessageLanguage();
  const content = useRested(
    JSON.stringify(profileId === null || stored === null ? inOneLanguage(config) : inEveryLanguage(stored)),
  );
  return useQuery({
    queryKey: ["email preview", content, profileId, workflowId, language],
    queryFn: () =>
      mutateAsync({
        content: JSON.parse(content) as ReturnType<typeof inEveryLanguage>,
        ...{ profileId, workflowId, language },
      }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

function inEveryLanguage(stored: Record<string, unknown>) {
  const variants = Object.entries(variantsIn(stored)).map(([tag, texts]) => [tag, textsOf(texts)] as const);
  return { ...inOneLanguage(stored), variants: Object.fromEntries(variants) };
}

function inOneLanguage(config: Record<string, unknown>) {
  return {
    ...textsOf(config),
    from: textOf(config.from),
    transactional: config.transactional === true,
  };
}

function textsOf(config: Record<string, unknown>) {
  const { format: stored } = config;
  const format: "plain" | "design" | "code" = stored === "design" || stored === "code" ? stored : "plain";
  return {
    format,
    subject: textOf(config.subject),
    preview: textOf(config.preview),
    body: textOf(config.body),
    buttonLabel: textOf(config.buttonLabel),
    buttonUrl: textOf(config.buttonUrl),
    design: format === "design" ? readDesign(config.design) : null,
    code: format === "code" ? textOf(config.code) : "",
    text: textOf(config.text),
  };
}
