"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { EmailBlock } from "#workflows/email-design.ts";
import { within } from "./block-fields.tsx";
import { useEditorActions } from "./editor-context.tsx";
import { imageProblem, linkProblem } from "./link-check.ts";
import { PictureSource } from "./picture-source.tsx";
import { TemplateInput } from "./template-inputs.tsx";

const ADDRESS_MAX_CHARS = 2000;
const ALT_MAX_CHARS = 300;
const WIDTH_MIN_PERCENT = 10;

/** A picture: where it is from, what it says to those who do not see it, and where it leads. */
export function ImageFields({ block }: { block: Extract<EmailBlock, { type: "image" }> }) {
  const t = useTranslations("email-editor");
  const { change } = useEditorActions();

  return (
    <>
      <PictureSource onChoose={(src) => change({ ...block, src })} />
      <TemplateInput
        label={t("fields.pictureAddress")}
        value={block.src}
        maxChars={ADDRESS_MAX_CHARS}
        placeholder="https://"
        problem={block.src.trim() === "" ? t("fields.pictureMissing") : imageProblem(block.src, t)}
        onChange={(src) => change({ ...block, src }, `${block.id} src`)}
      />
      <TemplateInput
        label={t("fields.inWords")}
        value={block.alt}
        maxChars={ALT_MAX_CHARS}
        help={t("fields.inWordsHelp")}
        placeholder={t("fields.inWordsSample")}
        onChange={(alt) => change({ ...block, alt }, `${block.id} alt`)}
      />
      <TemplateInput
        label={t("fields.leadsTo")}
        value={block.href}
        maxChars={ADDRESS_MAX_CHARS}
        help={t("fields.imageLinkHelp")}
        placeholder="https://"
        problem={linkProblem(block.href, t)}
        onChange={(href) => change({ ...block, href }, `${block.id} href`)}
      />
      <Field label={t("fields.width", { percent: block.widthPercent })}>
        <Input
          type="range"
          min={WIDTH_MIN_PERCENT}
          max={100}
          step={5}
          value={block.widthPercent}
          className="h-control-sm px-0 accent-ember"
          onChange={(event) =>
            change(
              { ...block, widthPercent: within(event.target.valueAsNumber, WIDTH_MIN_PERCENT, 100) },
              `${block.id} width`,
            )
          }
        />
      </Field>
    </>
  );
}
