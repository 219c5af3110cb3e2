"use client";

import { Images, ImageUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { ImageChoice } from "./image-choice.tsx";
import { IMAGE_TYPES, useImageUpload } from "./use-image-upload.ts";

/** Where a picture comes from: a file that is uploaded, or one that was before. `onChoose` gets its address. */
export function PictureSource({
  uploadLabel,
  fileLabel,
  autoFocus = false,
  onChoose,
  children,
}: {
  uploadLabel?: string;
  /** Names the file for screen readers. */
  fileLabel?: string;
  autoFocus?: boolean;
  onChoose(src: string): void;
  /** Further buttons in the row. */
  children?: ReactNode;
}) {
  const t = useTranslations("email-editor.images");
  const { upload, progress, problem } = useImageUpload();
  const [choosing, setChoosing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // Other things may change while the picture is on its way.
  const newest = useRef(onChoose);
  newest.current = onChoose;

  async function take(file: File | undefined) {
    const src = file && (await upload(file));
    if (src) newest.current(src);
  }

  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          icon={<ImageUp />}
          loading={progress !== null}
          autoFocus={autoFocus}
          onClick={() => input.current?.click()}
        >
          {uploadLabel ?? t("upload")}
        </Button>
        <Button size="sm" icon={<Images />} onClick={() => setChoosing(true)}>
          {t("title")}
        </Button>
        {children}
        <input
          ref={input}
          type="file"
          accept={IMAGE_TYPES.join(",")}
          aria-label={fileLabel ?? t("file")}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
      {progress && <ProgressBar label={t("uploading")} done={progress.done} total={progress.total} />}
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      {choosing && (
        <ImageChoice
          onClose={() => setChoosing(false)}
          onChoose={(src) => {
            setChoosing(false);
            onChoose(src);
          }}
        />
      )}
    </div>
  );
}
