"use client";

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
  const { change } = useEditorActions();

  return (
    <>
      <PictureSource onChoose={(src) => change({ ...block, src })} />
      <TemplateInput
        label="Address of the picture"
        value={block.src}
        maxChars={ADDRESS_MAX_CHARS}
        placeholder="https://"
        problem={block.src.trim() === "" ? "Choose a picture" : imageProblem(block.src)}
        onChange={(src) => change({ ...block, src }, `${block.id} src`)}
      />
      <TemplateInput
        label="In words"
        value={block.alt}
        maxChars={ALT_MAX_CHARS}
        help="Read out to people who do not see it, and shown where pictures are switched off. Leave it empty only for decoration."
        placeholder="A blue mug on a wooden table"
        onChange={(alt) => change({ ...block, alt }, `${block.id} alt`)}
      />
      <TemplateInput
        label="Where it leads"
        value={block.href}
        maxChars={ADDRESS_MAX_CHARS}
        help="Leave it empty for a picture that is no link."
        placeholder="https://"
        problem={linkProblem(block.href)}
        onChange={(href) => change({ ...block, href }, `${block.id} href`)}
      />
      <Field label={`Width: ${block.widthPercent} %`}>
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
