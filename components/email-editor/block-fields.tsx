"use client";

import { AlignCenter, AlignLeft, AlignRight } from "lucide-react";
import { useTranslations } from "next-intl";
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
  { value: "left", icon: <AlignLeft /> },
  { value: "center", icon: <AlignCenter /> },
  { value: "right", icon: <AlignRight /> },
] as const;
const LEVELS = ["1", "2", "3"] as const;
const SOURCES = ["cart", "event"] as const;
const COUNTS = ["2", "3"] as const;

/** Everything about the selected block that is not written in place. */
export function BlockFields({ block }: { block: EmailBlock }) {
  const t = useTranslations("email-editor.fields");
  const { settle } = useEditorActions();
  return (
    // Leaving a field ends the entry that typing in it made.
    <fieldset className="flex min-w-0 flex-col gap-5" onBlur={settle}>
      <legend className="sr-only">{t("legend")}</legend>
      <FieldsOf block={block} />
      {"align" in block && <AlignField block={block} />}
    </fieldset>
  );
}

function FieldsOf({ block }: { block: EmailBlock }) {
  const t = useTranslations("email-editor.fields");
  switch (block.type) {
    case "heading":
      return <HeadingFields block={block} />;
    case "text":
      return <Hint>{t("textHint")}</Hint>;
    case "footer":
      return <Hint>{t("footerHint")}</Hint>;
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
      return <Hint>{t("dividerHint")}</Hint>;
  }
}

function Hint({ children }: { children: string }) {
  return <p className="text-sm text-muted">{children}</p>;
}

function AlignField({ block }: { block: Extract<EmailBlock, { align: string }> }) {
  const t = useTranslations("email-editor.fields");
  const { change } = useEditorActions();
  return (
    <div>
      <p aria-hidden="true" className="mb-1.5 text-sm font-medium">
        {t("alignment")}
      </p>
      <WidthSwitch
        label={t("alignment")}
        options={ALIGNS.map((align) => ({ ...align, label: t(`align.${align.value}`) }))}
        value={block.align}
        onChange={(align) => change({ ...block, align })}
      />
    </div>
  );
}

function HeadingFields({ block }: { block: Extract<EmailBlock, { type: "heading" }> }) {
  const t = useTranslations("email-editor.fields");
  const { change } = useEditorActions();
  return (
    <>
      <TemplateInput
        label={t("words")}
        value={block.text}
        maxChars={HEADING_MAX_CHARS}
        onChange={(text) => change({ ...block, text }, `${block.id} text`)}
      />
      <Field label={t("size")}>
        <Select
          options={LEVELS.map((value) => ({ value, label: t(`sizes.${value}`) }))}
          value={String(block.level)}
          onValueChange={(level) => change({ ...block, level: level === "1" ? 1 : level === "3" ? 3 : 2 })}
        />
      </Field>
    </>
  );
}

function ButtonFields({ block }: { block: Extract<EmailBlock, { type: "button" }> }) {
  const t = useTranslations("email-editor");
  const { change } = useEditorActions();
  return (
    <>
      <TemplateInput
        label={t("fields.buttonWords")}
        value={block.label}
        maxChars={LABEL_MAX_CHARS}
        problem={block.label.trim() === "" ? t("fields.buttonWordsMissing") : undefined}
        onChange={(label) => change({ ...block, label }, `${block.id} label`)}
      />
      <TemplateInput
        label={t("fields.leadsTo")}
        value={block.href}
        maxChars={ADDRESS_MAX_CHARS}
        placeholder="https://"
        problem={block.href.trim() === "" ? t("fields.linkMissing") : linkProblem(block.href, t)}
        onChange={(href) => change({ ...block, href }, `${block.id} href`)}
      />
    </>
  );
}

function ProductsFields({ block }: { block: Extract<EmailBlock, { type: "products" }> }) {
  const t = useTranslations("email-editor.fields");
  const { change } = useEditorActions();
  return (
    <>
      <Field label={t("whichProducts")}>
        <Select
          options={SOURCES.map((value) => ({ value, label: t(`sources.${value}`) }))}
          value={block.source}
          onValueChange={(source) => change({ ...block, source: source === "event" ? "event" : "cart" })}
        />
      </Field>
      <Field label={t("atMost")} help={t("atMostHelp", { max: PRODUCTS_MAX })}>
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
        label={t("showPictures")}
        checked={block.showImage}
        onCheckedChange={(showImage) => change({ ...block, showImage })}
      />
      <Switch
        label={t("showPrices")}
        checked={block.showPrice}
        onCheckedChange={(showPrice) => change({ ...block, showPrice })}
      />
      <TemplateInput
        label={t("buttonUnder")}
        value={block.buttonLabel}
        maxChars={LABEL_MAX_CHARS}
        help={t("buttonUnderHelp")}
        placeholder={t("buttonUnderSample")}
        onChange={(buttonLabel) => change({ ...block, buttonLabel }, `${block.id} buttonLabel`)}
      />
    </>
  );
}

function ColumnsFields({ block }: { block: ColumnsBlock }) {
  const t = useTranslations("email-editor.fields");
  const { change, notify } = useEditorActions();
  return (
    <Field label={t("number")} help={t("numberHelp")}>
      <Select
        options={COUNTS.map((value) => ({ value, label: t(`counts.${value}`) }))}
        value={String(block.columns.length)}
        onValueChange={(count) => {
          const next = withColumnCount(block, count === "3" ? 3 : 2);
          if (next === block && String(block.columns.length) !== count) notify(t("columnsFull"));
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
