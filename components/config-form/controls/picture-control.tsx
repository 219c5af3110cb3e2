"use client";

import { Images, ImageUp } from "lucide-react";
import { useRef, useState } from "react";
import { ImageChoice } from "#components/email-editor/image-choice.tsx";
import { IMAGE_TYPES, useImageUpload } from "#components/email-editor/use-image-upload.ts";
import { Button } from "#components/ui/button.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { ControlProps } from "../control.ts";
import { TemplateControl } from "./template-control.tsx";

/** The address of a picture: written, with variables in it, or that of an uploaded one. */
export function PictureControl(props: ControlProps) {
  const { field, onChange } = props;
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <TemplateControl {...props} />
      {open ? (
        <PictureSource name={field.label} onChoose={onChange} />
      ) : (
        <Button size="sm" icon={<ImageUp />} className="self-start" onClick={() => setOpen(true)}>
          Take one of yours
          <span className="sr-only"> for {field.label}</span>
        </Button>
      )}
    </div>
  );
}

function PictureSource({ name, onChoose }: { name: string; onChoose(src: string): void }) {
  const { upload, progress, problem } = useImageUpload();
  const [choosing, setChoosing] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  async function take(file: File | undefined) {
    const src = file && (await upload(file));
    if (src) onChoose(src);
  }

  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          icon={<ImageUp />}
          loading={progress !== null}
          autoFocus
          onClick={() => input.current?.click()}
        >
          Upload a picture
        </Button>
        <Button size="sm" icon={<Images />} onClick={() => setChoosing(true)}>
          Earlier uploads
        </Button>
        <input
          ref={input}
          type="file"
          accept={IMAGE_TYPES.join(",")}
          aria-label={`Picture file: ${name}`}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
      {progress && <ProgressBar label="Uploading" done={progress.done} total={progress.total} />}
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
    </>
  );
}
