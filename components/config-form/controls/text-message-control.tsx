"use client";

import { useRef } from "react";
import { Textarea } from "#components/ui/textarea.tsx";
import { customerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { useWholeConfig } from "../config-context.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { useFormChoices } from "../form-context.tsx";
import { useMessageLanguage } from "../message-language.tsx";
import { insertInto, TemplateField } from "./template-control.tsx";
import { TextCount } from "./text-count.tsx";

/** The words of a text message, with how many it goes out as. */
export function TextMessageControl(props: ControlProps) {
  const { field, onChange } = props;
  const text = textOf(props.value);
  const area = useRef<HTMLTextAreaElement>(null);
  const { config } = useWholeConfig();
  const { languages } = useFormChoices();
  const { language } = useMessageLanguage();
  const count = (
    <TextCount
      text={text}
      // Only a WhatsApp message has a choice between a template and a text.
      channel={config.format === undefined ? "sms" : "whatsapp"}
      hasOptOut={config.optOutHint !== false && config.transactional !== true}
      language={customerLanguage(language, languages?.shop ?? "")}
    />
  );
  return (
    <TemplateField
      {...props}
      help={count}
      onPick={(insert) => insertInto(area.current, text, insert, onChange)}
    >
      <Textarea
        ref={area}
        value={text}
        placeholder={field.placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    </TemplateField>
  );
}
