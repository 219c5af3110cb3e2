"use client";

import { useMutation } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { PersonPreview as Preview } from "#components/canvas/person-preview.tsx";
import type { OneOffMessage } from "#workflows/one-off.ts";

type Props = {
  oneOffId: number;
  message: OneOffMessage;
  /** Nothing of it has to be mended before it can be shown. */
  whole: boolean;
  /** The stored message is shown instead of the one on screen. */
  stored: boolean;
};

/** What one person would get of a one-off message, or why they would get nothing. */
export function PersonPreview({ oneOffId, message, whole, stored }: Props) {
  const api = useApi();
  const { mutateAsync } = useMutation(api.oneOffs.preview.mutationOptions());
  return (
    <Preview
      queryKey={[...api.oneOffs.preview.mutationKey(), oneOffId]}
      content={stored ? null : message}
      whole={whole}
      load={(content, profileId) =>
        mutateAsync({ id: oneOffId, profileId, ...(content ? { message: content } : {}) })
      }
    />
  );
}
