"use client";

import { useTranslations } from "next-intl";
import { type DragEvent, useState } from "react";
import { useDevices } from "#components/messages/use-devices.tsx";
import { WidthSwitch } from "#components/messages/width-switch.tsx";
import { cn } from "#components/ui/cn.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { brandFonts, linkColor, textAround } from "#workflows/brand.ts";
import { BlockList } from "./block-list.tsx";
import { blocksIn, placeOf } from "./design-edits.ts";
import { useEditorActions } from "./editor-context.tsx";
import { FaultList } from "./fault-list.tsx";
import { newBlock } from "./new-block.ts";
import { Picture } from "./picture.tsx";
import { StartChoices } from "./start-choices.tsx";
import { SubjectFields } from "./subject-fields.tsx";
import type { DesignState } from "./use-design.ts";
import { useImageUpload } from "./use-image-upload.ts";

/** The email about as it will look, with its subject above. Pictures can be dropped onto it. */
export function DesignCanvas({ state, selectedId }: { state: DesignState; selectedId: string | null }) {
  const t = useTranslations("email-editor");
  const devices = useDevices();
  const { brand, put, notify } = useEditorActions();
  const { upload, progress } = useImageUpload();
  const [width, setWidth] = useState<"desktop" | "phone">("desktop");
  const { design } = state;

  async function dropFiles(event: DragEvent) {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const target = event.target instanceof Element ? event.target.closest("[data-block]") : null;
    const place = target && placeOf(design, target.getAttribute("data-block") ?? "");
    const at = place
      ? { ...place, index: place.index + 1 }
      : { list: null, index: blocksIn(design, null).length };
    const file = [...event.dataTransfer.files].find(({ type }) => type.startsWith("image/"));
    if (!file) return notify(t("drawing.onlyPictures"));
    const src = await upload(file, notify);
    const image = newBlock("image", t);
    if (src && image.type === "image") put([{ ...image, src }], at, t("drawing.pictureAdded"));
  }

  return (
    <section
      aria-label={t("drawing.email")}
      data-canvas=""
      tabIndex={-1}
      className="min-w-0 flex-1 overflow-y-auto outline-none"
      onDragOver={(event) => {
        if (holdsFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => void dropFiles(event)}
    >
      <div className="mx-auto flex max-w-[42rem] flex-col gap-4 p-4">
        <SubjectFields />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 className="text-sm font-medium">{t("drawing.message")}</h2>
          <div className="max-sm:hidden">
            <WidthSwitch label={devices.label} options={devices.options} value={width} onChange={setWidth} />
          </div>
        </div>
        {progress && (
          <ProgressBar label={t("drawing.uploading")} done={progress.done} total={progress.total} />
        )}
      </div>
      <FaultList design={design} />
      {design.blocks.length === 0 ? (
        <StartChoices state={state} />
      ) : (
        <div
          className="px-2 pt-4 pb-24 sm:px-4"
          style={{ background: brand.background, color: textAround(brand), colorScheme: "light" }}
        >
          <div className={cn("mx-auto", width === "phone" ? "max-w-[23.4375rem]" : "max-w-[37.5rem]")}>
            <Masthead />
            <div
              className="@container rounded-xl px-6 py-6 text-[1rem]"
              style={{
                background: brand.panel,
                color: brand.text,
                fontFamily: brandFonts[brand.font].family,
                ["--email-link" as string]: linkColor(brand),
              }}
            >
              <BlockList
                label={t("drawing.blocks")}
                blocks={design.blocks}
                list={null}
                selectedId={selectedId}
              />
            </div>
          </div>
        </div>
      )}
    </section>
  );
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes("Files");
}

/** The shop's logo, or its name in letters, as it stands above every email. */
function Masthead() {
  const t = useTranslations("email-editor.drawing");
  const { brand, shopName } = useEditorActions();
  if (brand.logo)
    return (
      <Picture
        src={brand.logo}
        alt={shopName}
        width={`${brand.logoWidth}px`}
        className="mx-auto mb-4 max-w-full"
      />
    );
  return <p className="px-6 pb-4 text-center font-semibold">{shopName || t("shop")}</p>;
}
