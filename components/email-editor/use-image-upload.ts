"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { uploadImage } from "./upload-image.ts";

export const IMAGE_TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** Sends pictures to the app, with how far it is and what went wrong. */
export function useImageUpload() {
  const t = useTranslations("email-editor");
  const say = useSay();
  const api = useApi();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [problem, setProblem] = useState<string>();

  /** The picture's address in the app; null when it was not taken. The reason also goes to `onProblem`. */
  async function upload(file: File, onProblem?: (text: string) => void): Promise<string | null> {
    setProblem(undefined);
    setProgress({ done: 0, total: file.size });
    const answer = await uploadImage(file, t, (done) => setProgress({ done, total: file.size }));
    setProgress(null);
    if (answer.kind === "refused") {
      const text = say(answer.text);
      setProblem(text);
      onProblem?.(text);
      return null;
    }
    await queries.invalidateQueries({ queryKey: api.images.list.pathKey() });
    return answer.src;
  }
  return { upload, progress, problem };
}
