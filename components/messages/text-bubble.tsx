import { useTranslations } from "next-intl";
import type { Message } from "#components/shell/outputs.ts";
import { cn } from "#components/ui/cn.ts";

export type RenderedText = Extract<NonNullable<Message["rendered"]>, { channel: "sms" | "whatsapp" }>;

/** A text message about as a phone shows one that came in; of a template, what was filled into it. */
export function TextBubble({ text, className }: { text: RenderedText; className?: string }) {
  const { channel, body, template } = text;
  return (
    <div
      className={cn(
        "w-fit max-w-[min(21rem,100%)] rounded-xl rounded-bl-sm border px-3.5 py-2.5 text-left text-sm leading-relaxed shadow-card [overflow-wrap:anywhere]",
        channel === "whatsapp" ? "border-success-line bg-success-soft" : "bg-raised",
        className,
      )}
    >
      {template === undefined ? (
        <p className="whitespace-pre-wrap">{body}</p>
      ) : (
        <TemplateWords template={template} variables={text.variables ?? []} />
      )}
    </div>
  );
}

/** The words of a template are kept at WhatsApp; here is known only what stands in its gaps. */
function TemplateWords({ template, variables }: { template: string; variables: string[] }) {
  const t = useTranslations("messages.text");
  return (
    <>
      <p className="text-muted">
        {t.rich(variables.length > 0 ? "wordsWith" : "words", {
          name: template,
          code: (chunks) => <code className="font-mono text-[0.8125rem] text-ink">{chunks}</code>,
        })}
      </p>
      {variables.length > 0 && (
        <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
          {numberedVariables(variables).map(({ name, value }) => (
            <div key={name} className="contents">
              <dt className="font-mono text-[0.8125rem] leading-relaxed text-muted">{name}</dt>
              <dd className="whitespace-pre-wrap">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** As a template names its gaps: "{{1}}" for the first. */
function numberedVariables(variables: string[]): { name: string; value: string }[] {
  return variables.map((value, index) => ({ name: `{{${index + 1}}}`, value }));
}
