import type { useTranslations } from "next-intl";

/**
 * Has the browser save a file of the server, after asking whether it may be had: a link to a refusal would lead away from
 * the page. Throws an error whose message is for the reader.
 */
export async function downloadFile(
  path: string,
  t: ReturnType<typeof useTranslations<"exports">>,
): Promise<void> {
  const response = await fetch(path, { method: "HEAD" }).catch(() => null);
  if (!response) throw new Error(t("refusal.unreachable"));
  if (!response.ok) throw new Error(t(`refusal.${refusalOf(response.status)}`));
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  link.click();
}

function refusalOf(status: number) {
  if (status === 401) return "signedOut";
  if (status === 403) return "forbidden";
  return status === 404 ? "gone" : "fault";
}
