import { imageSize } from "image-size";
import { type FilledPhrase, phrase } from "#workflows/phrase.ts";

export const IMAGE_MAX_BYTES = 5 * 1024 * 1024;
export const IMAGE_SIDE_MAX_PX = 5_000;
/** Without values, so that the text alone is enough to say it in another language. */
const TOO_WIDE = phrase("The picture is too large: it may be 5000 pixels wide and 5000 pixels high at most");
/** Where a picture says how large it is; each of a million tiny parts before that would be looked at. */
const HEADER_MAX_BYTES = 256 * 1024;

const TYPES = { png: "image/png", jpg: "image/jpeg", gif: "image/gif", webp: "image/webp" } as const;
export type ImageExtension = keyof typeof TYPES;

export type ImageCheck =
  | { kind: "image"; extension: ImageExtension; width: number; height: number }
  | { kind: "refused"; code: string; text: string };

/** The media type that an image is served with. */
export function imageType(extension: ImageExtension): string {
  return TYPES[extension];
}

/**
 * What an uploaded file is, by its own first bytes and not by its name, or why it is not taken. SVG is refused: it can
 * hold scripts, and mail programs do not show it.
 */
export function checkImage(bytes: Buffer): ImageCheck {
  if (bytes.length === 0) return refused("empty", phrase("The file is empty"));
  const extension = extensionOf(bytes);
  if (!extension) {
    return isSvg(bytes)
      ? refused(
          "svg",
          phrase("SVG pictures can hold scripts, and mail programs do not show them. Save it as PNG"),
        )
      : refused("not-an-image", phrase("Choose a PNG, JPEG, GIF or WebP picture"));
  }
  const size = sizeOf(bytes);
  if (!size) return refused("damaged", phrase("The picture is damaged: its size cannot be read"));
  const { width, height } = size;
  if (width > IMAGE_SIDE_MAX_PX || height > IMAGE_SIDE_MAX_PX) return refused("too-wide", TOO_WIDE);
  return { kind: "image", extension, width, height };
}

function extensionOf(bytes: Buffer): ImageExtension | null {
  const begins = (text: string, at = 0) => bytes.toString("latin1", at, at + text.length) === text;
  if (begins("\x89PNG\r\n\x1a\n")) return "png";
  if (begins("\xff\xd8\xff")) return "jpg";
  if (begins("GIF87a") || begins("GIF89a")) return "gif";
  if (begins("RIFF") && begins("WEBP", 8)) return "webp";
  return null;
}

function isSvg(bytes: Buffer): boolean {
  return /<svg[\s>]/i.test(bytes.toString("latin1", 0, 2_000));
}

function sizeOf(bytes: Buffer): { width: number; height: number } | null {
  try {
    const { width, height } = imageSize(bytes.subarray(0, HEADER_MAX_BYTES));
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    return null;
  }
}

function refused(code: string, { text }: FilledPhrase): ImageCheck {
  return { kind: "refused", code, text };
}
