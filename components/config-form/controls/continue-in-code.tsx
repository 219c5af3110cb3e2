"use client";

import { useMutation } from "@tanstack/react-query";
import { CodeXml } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { readDesign } from "#components/email-editor/new-block.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { useWholeConfig } from "../config-context.tsx";
import { textOf } from "../control.ts";

/** Goes on with an email made of blocks as code that says the same; the blocks stay as they are. */
export function ContinueInCode() {
  const t = useTranslations("config-form.design");
  const api = useApi();
  const { config, change } = useWholeConfig();
  const write = useMutation(api.emailPreview.code.mutationOptions());
  const replaces = textOf(config.code).trim() !== "";

  async function go() {
    const { code } = await write.mutateAsync({ design: readDesign(config.design) });
    change({ code, format: "code" }, "format");
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" icon={<CodeXml />}>
          {t("inCode")}
        </Button>
      }
      title={t("inCodeTitle")}
      description={t(replaces ? "inCodeReplaces" : "inCodeHelp")}
      confirmLabel={t("inCode")}
      onConfirm={go}
    />
  );
}
