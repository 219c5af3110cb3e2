"use client";

import { AlignCenter, AlignLeft, AlignRight } from "lucide-react";
import { WidthSwitch } from "#components/messages/width-switch.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { type EmailBlock, PRODUCTS_MAX } from "#workflows/email-design.ts";
import { type ColumnsBlock, withColumnCount } from "./design-edits.ts";
import { useEditorActions } from "./editor-context.tsx";
import { ImageFields } from "./image-fields.tsx";
import { linkProblem } from "./link-check.ts";
import { SocialFields } from "./social-fields.tsx";
import { TemplateInput } from "./template-inputs.tsx";

const ADDRESS_MAX_CHARS = 2000;
const LABEL_MAX_CHARS = 80;
const HEADING_MAX_CHARS = 300;
const ALIGNS = [
  { value: "left", label: "Left", icon: <AlignLeft /> },
  { value: "center", label: "Middle", icon: <AlignCenter /> },
  { value: "right", label: "Right", icon: <AlignRight /> },
] as const;
const LEVELS = [
  { value: "1", label: "Large" },
  { value: "2", label: "Medium" },
  { value: "3", label: "Small" },
];
const SOURCES = [
  { value: "cart", label: "What is in the cart" },
  { value: "event", label: "What the event lists" },
];
const COUNTS = [
  { value: "2", label: "Two columns" },
  { value: "3", label: "Three columns" },
];

/** Everything about the selected block that is not written in place. */
export function BlockFields({ block }: { block: EmailBlock }) {
  const { settle } = useEditorActions();
  return (
    // Leaving a field ends the entry that typing in it made.
    <fieldset className="flex min-w-0 flex-col gap-5" onBlur={settle}>
      <legend className="sr-only">Settings of the block</legend>
      <FieldsOf block={block} />
      {"align" in block && <AlignField block={block} />}
    </fieldset>
  );
}

function FieldsOf({ block }: { block: EmailBlock }) {
  switch (block.type) {
    case "heading":
      return <HeadingFields block={block} />;
    case "text":
      return <Hint>Write in the email itself. The row below the text has links, lists and variables.</Hint>;
    case "footer":
      return (
        <Hint>
          Write in the email itself. Your postal address and the link to unsubscribe come below by themselves.
        </Hint>
      );
    case "image":
      return <ImageFields block={block} />;
    case "button":
      return <ButtonFields block={block} />;
    case "products":
      return <ProductsFields block={block} />;
    case "social":
      return <SocialFields block={block} />;
    case "columns":
      return <ColumnsFields block={block} />;
    case "divider":
      return <Hint>A thin line. There is nothing to set up here.</Hint>;
  }
}

function Hint({ children }: { children: string }) {
  return <p className="text-sm text-muted">{children}</p>;
}

function AlignField({ block }: { block: Extract<EmailBlock, { align: string }> }) {
  const { change } = useEditorActions();
  return (
    <div>
      <p aria-hidden="true" className="mb-1.5 text-sm font-medium">
        Alignment
      </p>
      <WidthSwitch
        label="Alignment"
        options={ALIGNS}
        value={block.align}
        onChange={(align) => change({ ...block, align })}
      />
    </div>
  );
}

function HeadingFields({ block }: { block: Extract<EmailBlock, { type: "heading" }> }) {
  const { change } = useEditorActions();
  return (
    <>
      <TemplateInput
        label="Words"
        value={block.text}
        maxChars={HEADING_MAX_CHARS}
        onChange={(text) => change({ ...block, text }, `${block.id} text`)}
      />
      <Field label="Size">
        <Select
          options={LEVELS}
          value={String(block.level)}
          onValueChange={(level) => change({ ...block, level: level === "1" ? 1 : level === "3" ? 3 : 2 })}
        />
      </Field>
    </>
  );
}

function ButtonFields({ block }: { block: Extract<EmailBlock, { type: "button" }> }) {
  const { change } = useEditorActions();
  return (
    <>
      <TemplateInput
        label="Words on the button"
        value={block.label}
        maxChars={LABEL_MAX_CHARS}
        problem={block.label.trim() === "" ? "Write what the button says" : undefined}
        onChange={(label) => change({ ...block, label }, `${block.id} label`)}
      />
      <TemplateInput
        label="Where it leads"
        value={block.href}
        maxChars={ADDRESS_MAX_CHARS}
        placeholder="https://"
        problem={block.href.trim() === "" ? "Give the button a link" : linkProblem(block.href)}
        onChange={(href) => change({ ...block, href }, `${block.id} href`)}
      />
    </>
  );
}

function ProductsFields({ block }: { block: Extract<EmailBlock, { type: "products" }> }) {
  const { change } = useEditorActions();
  return (
    <>
      <Field label="Which products">
        <Select
          options={SOURCES}
          value={block.source}
          onValueChange={(source) => change({ ...block, source: source === "event" ? "event" : "cart" })}
        />
      </Field>
      <Field label="At most" help={`From 1 to ${PRODUCTS_MAX} products.`}>
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          max={PRODUCTS_MAX}
          value={block.limit}
          onChange={(event) =>
            change(
              { ...block, limit: within(event.target.valueAsNumber, 1, PRODUCTS_MAX) },
              `${block.id} limit`,
            )
          }
        />
      </Field>
      <Switch
        label="Show pictures"
        checked={block.showImage}
        onCheckedChange={(showImage) => change({ ...block, showImage })}
      />
      <Switch
        label="Show prices"
        checked={block.showPrice}
        onCheckedChange={(showPrice) => change({ ...block, showPrice })}
      />
      <TemplateInput
        label="Button under each"
        value={block.buttonLabel}
        maxChars={LABEL_MAX_CHARS}
        help="Leave it empty for no button."
        placeholder="View"
        onChange={(buttonLabel) => change({ ...block, buttonLabel }, `${block.id} buttonLabel`)}
      />
    </>
  );
}

function ColumnsFields({ block }: { block: ColumnsBlock }) {
  const { change, notify } = useEditorActions();
  return (
    <Field label="Number" help="On a phone they stand below each other.">
      <Select
        options={COUNTS}
        value={String(block.columns.length)}
        onValueChange={(count) => {
          const next = withColumnCount(block, count === "3" ? 3 : 2);
          if (next === block && String(block.columns.length) !== count)
            notify("Two columns have no room for all these blocks. Remove some first.");
          else change(next);
        }}
      />
    </Field>
  );
}

/** What a number field holds, kept between two limits; the lower one while it is empty. */
export function within(value: number, min: number, max: number): number {
  return Number.isFinite(value) ? Math.min(max, Math.max(min, Math.round(value))) : min;
}
