"use client";

import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import type { EmailBlock, EmailDesign } from "#workflows/email-design.ts";
import { type DesignProblem, designFaults, designHints } from "#workflows/email-design-problems.ts";
import { designNameFaults } from "#workflows/name-problems.ts";
import { blockTitle } from "./block-kinds.ts";
import { useEditorActions } from "./editor-context.tsx";

/** What is to be mended before the email can be sent, each with the way to its block. */
export function FaultList({ design }: { design: EmailDesign }) {
  const t = useTranslations("email-editor");
  const say = useSay();
  const faults = placed(design, [...designFaults(design), ...designNameFaults(design)]);
  const found = faults.length > 0 ? faults : placed(design, designHints(design));
  const { select, openSettings } = useEditorActions();
  if (found.length === 0) return null;
  return (
    <div className="mx-auto max-w-[42rem] px-4 pb-4">
      <Banner
        tone={faults.length > 0 ? "warning" : "info"}
        title={faults.length > 0 ? t("faults.title") : t("faults.hints")}
      >
        <ul>
          {found.map(({ block, message, key }) => (
            <li key={key}>
              {t.rich("faults.fault", {
                message: say(message),
                block: () => (
                  <button
                    type="button"
                    className="min-h-6 text-left underline underline-offset-2 pointer-coarse:min-h-11"
                    onClick={() => {
                      select(block.id);
                      openSettings();
                    }}
                  >
                    {blockTitle(block, t)}
                  </button>
                ),
              })}
            </li>
          ))}
        </ul>
      </Banner>
    </div>
  );
}

function placed(design: EmailDesign, problems: DesignProblem[]) {
  return problems.flatMap(({ path, message }) => {
    const block = blockAt(design, path);
    return block ? [{ block, message, key: path.join(".") }] : [];
  });
}

/** The block that a problem's path leads through; a block in a column before its columns. */
export function blockAt(design: EmailDesign, path: DesignProblem["path"]): EmailBlock | undefined {
  const [, index, inside, column, row] = path;
  const block = design.blocks[Number(index)];
  if (block?.type !== "columns" || inside !== "columns") return block;
  return block.columns[Number(column)]?.[Number(row)] ?? block;
}
