import { useTranslations } from "next-intl";

/** What a request or an answer holds: JSON set out in lines, anything else as it is. */
export function JsonBlock({ text }: { text: string }) {
  const t = useTranslations("messages.webhook");
  return (
    <pre className="max-h-96 overflow-y-auto rounded-md border bg-sunken p-3 font-mono text-[0.8125rem] whitespace-pre-wrap [overflow-wrap:anywhere]">
      {prettyJson(text) || t("empty")}
    </pre>
  );
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
