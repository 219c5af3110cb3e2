"use client";

import { ImageIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { cn } from "#components/ui/cn.ts";
import { type Brand, linkColor, mix, textOn } from "#workflows/brand.ts";
import type { SimpleEmailBlock } from "#workflows/email-design.ts";
import { useEditorActions } from "./editor-context.tsx";
import { Picture } from "./picture.tsx";
import { RichTextView } from "./rich-text-view.tsx";

const ALIGN = { left: "text-left", center: "text-center", right: "text-right" };
/** At most this many products are drawn as examples. */
const SAMPLE_PRODUCTS = 2;

export const HEADING_STYLE = {
  1: "text-[1.75rem] leading-tight font-bold",
  2: "text-[1.375rem] leading-snug font-bold",
  3: "text-[1.125rem] leading-snug font-bold",
};

/** Small print, as the email has it. */
export function mutedColor({ text, panel }: Brand): string {
  return mix(text, panel, 0.8);
}

/** A block drawn about as it will look in the email. */
export const BlockDrawing = memo(function BlockDrawing({ block }: { block: SimpleEmailBlock }) {
  const t = useTranslations("email-editor");
  const { brand } = useEditorActions();
  switch (block.type) {
    case "heading":
      return (
        <p className={cn(HEADING_STYLE[block.level], ALIGN[block.align], "[overflow-wrap:anywhere]")}>
          {block.text || t("drawing.emptyHeading")}
        </p>
      );
    case "text":
      return (
        <div className={ALIGN[block.align]}>
          <RichTextView
            html={block.html || `<p>${t("drawing.emptyText")}</p>`}
            linkColor={linkColor(brand)}
          />
        </div>
      );
    case "image":
      return <ImageDrawing block={block} />;
    case "button":
      return (
        <p className={ALIGN[block.align]}>
          <span
            className="inline-block rounded-lg px-5.5 py-3 font-semibold [overflow-wrap:anywhere]"
            style={{ background: brand.color, color: textOn(brand.color) }}
          >
            {block.label || t("drawing.emptyButton")}
          </span>
        </p>
      );
    case "divider":
      return <div className="border-t" style={{ borderColor: mix(brand.text, brand.panel, 0.2) }} />;
    case "products":
      return <ProductsDrawing block={block} />;
    case "social":
      return (
        <p className={cn(ALIGN[block.align], "text-sm underline")} style={{ color: linkColor(brand) }}>
          {block.links.length === 0
            ? t("drawing.noLinks")
            : block.links.map(({ network }) => t(`networks.${network}`)).join("  ·  ")}
        </p>
      );
    case "footer":
      return (
        <div className={ALIGN[block.align]} style={{ color: mutedColor(brand) }}>
          <div className="[&>div]:text-[0.8125rem]">
            <RichTextView html={block.html} linkColor="inherit" />
          </div>
          <FooterEnd />
        </div>
      );
  }
});

/** What stands under every footer by itself. */
export function FooterEnd() {
  const t = useTranslations("email-editor.drawing");
  return (
    <p className="mt-2 text-[0.8125rem]">
      {t.rich("footerEnd", { link: (chunks) => <span className="underline">{chunks}</span> })}
    </p>
  );
}

function ImageDrawing({ block }: { block: Extract<SimpleEmailBlock, { type: "image" }> }) {
  const t = useTranslations("email-editor.drawing");
  const drawable = /^(https:\/\/|\/images\/)/i.test(block.src.trim());
  return (
    <div className={ALIGN[block.align]}>
      {drawable ? (
        <Picture
          src={block.src.trim()}
          alt={block.alt}
          width={`${block.widthPercent}%`}
          className="inline-block rounded-sm"
        />
      ) : (
        <span
          className="inline-flex h-36 flex-col items-center justify-center gap-2 rounded-sm text-sm"
          style={{ width: `${block.widthPercent}%`, background: "#e7e5e4", color: "#57534e" }}
        >
          <ImageIcon aria-hidden="true" className="size-6" />
          {block.src ? t("pictureLater") : t("choosePicture")}
        </span>
      )}
    </div>
  );
}

function ProductsDrawing({ block }: { block: Extract<SimpleEmailBlock, { type: "products" }> }) {
  const t = useTranslations("email-editor.drawing");
  const { brand } = useEditorActions();
  const samples = [
    { name: t("firstProduct"), price: "19.00" },
    { name: t("secondProduct"), price: "42.00" },
  ].slice(0, Math.min(block.limit, SAMPLE_PRODUCTS));
  return (
    <div className="flex flex-col gap-3">
      {samples.map(({ name, price }) => (
        <div key={name} className="flex items-center gap-4">
          {block.showImage && (
            <span
              className="flex size-16 shrink-0 items-center justify-center rounded-sm"
              style={{ background: "#e7e5e4", color: "#57534e" }}
            >
              <ImageIcon aria-hidden="true" className="size-5" />
            </span>
          )}
          <span className="min-w-0 flex-1 font-semibold">
            {name}
            {block.showPrice && <span className="block font-normal">{price}</span>}
          </span>
          {block.buttonLabel && (
            <span
              className="rounded-md px-3 py-1.5 text-sm font-semibold"
              style={{ background: brand.color, color: textOn(brand.color) }}
            >
              {block.buttonLabel}
            </span>
          )}
        </div>
      ))}
      <p className="text-[0.8125rem]" style={{ color: mutedColor(brand) }}>
        {block.source === "cart" ? t("ofCart", { count: block.limit }) : t("ofEvent", { count: block.limit })}
      </p>
    </div>
  );
}
