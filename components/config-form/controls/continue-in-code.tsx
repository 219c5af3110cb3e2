"use client";

import { useMutation } from "@tanstack/react-query";
import { CodeXml } from "lucide-react";
import { useApi } from "#components/api.ts";
import { readDesign } from "#components/email-editor/new-block.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { useWholeConfig } from "../config-context.tsx";
import { textOf } from "../control.ts";

/** Goes on with an email made of blocks as code that says the same; the blocks stay as they are. */
export function ContinueInCode() {
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
          Continue in code
        </Button>
      }
      title="Continue in code?"
      description={`The email becomes MJML that you write on by hand. What you change there does not come back into the blocks: they stay as they are now, under “Written as”.${replaces ? " The code that is kept for this email now is replaced." : ""}`}
      confirmLabel="Continue in code"
      onConfirm={go}
    />
  );
}
