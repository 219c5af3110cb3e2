import type { EditorWords } from "./block-kinds.ts";

/** The app takes nothing larger. */
const IMAGE_MAX_BYTES = 5 * 1024 * 1024;

export type Upload = { kind: "taken"; src: string } | { kind: "refused"; text: string };

/** Sends a picture to the app and tells how many bytes have gone. */
export function uploadImage(
  file: File,
  t: EditorWords,
  onProgress: (bytes: number) => void,
): Promise<Upload> {
  if (file.size > IMAGE_MAX_BYTES)
    return Promise.resolve({
      kind: "refused",
      text: t("images.tooLarge", { max: IMAGE_MAX_BYTES / 1024 / 1024 }),
    });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const refuse = (text: string) => resolve({ kind: "refused", text });
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => resolve(readAnswer(request.status, request.responseText, t));
    request.onerror = () => refuse(t("images.unreachable"));
    request.onabort = () => refuse(t("images.stopped"));
    request.open("POST", `/api/images?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.send(file);
  });
}

/** What the app's answer says. */
export function readAnswer(status: number, body: string, t: EditorWords): Upload {
  const json = parse(body);
  if (status < 300 && typeof json?.src === "string") return { kind: "taken", src: json.src };
  const text = json?.error?.message;
  return { kind: "refused", text: text ?? t("images.notTaken") };
}

function parse(body: string): { src?: string; error?: { message?: string } } | null {
  try {
    return JSON.parse(body) as { src?: string; error?: { message?: string } } | null;
  } catch {
    return null;
  }
}
