"use client";

import { CircleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import type * as z from "zod/mini";
import { useSay } from "#components/say.tsx";
import { Button } from "#components/ui/button.tsx";
import { TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { languageName } from "#workflows/languages.ts";
import type { Problem } from "#workflows/validate.ts";
import { VARIANTS_MAX } from "#workflows/variants.ts";
import { AddLanguage } from "./add-language.tsx";
import { ConfigForm } from "./config-form.tsx";
import { useFormChoices } from "./form-context.tsx";
import { MessageLanguageProvider } from "./message-language.tsx";
import {
  addVariant,
  changeIn,
  configIn,
  isWrongIn,
  placeIn,
  problemsOf,
  removeVariant,
  variantsIn,
} from "./variants.ts";

/** The closing menu gives the focus back to its button; the new tab takes it after that. */
const FOCUS_DELAY_MS = 60;
/** The tab of the shop's own language; no language has this tag. */
const SHOP = "shop";

type Config = Record<string, unknown>;
type Props = {
  schema: z.ZodMiniType;
  config: Config;
  problems: Problem[];
  /** The fields that each language has of its own. */
  texts: ReadonlySet<string>;
  /** The language whose texts are shown; null: the shop's. */
  language: string | null;
  /** Nothing can be changed here. */
  viewing: boolean;
  onLanguage(language: string | null): void;
  /** Called with the whole config and the field that was changed. */
  onChange(config: Config, field: string): void;
};

/** The form of a message: its texts in one language at a time, and what all languages share. */
export function MessageForm(props: Props) {
  const { schema, config, problems, texts, language, viewing, onLanguage, onChange } = props;
  const t = useTranslations("config-form.language");
  const common = useTranslations("ui.common");
  const locale = useLocale();
  const nameOf = (tag: string) => languageName(tag, locale);
  const sharedId = useId();
  const root = useRef<HTMLDivElement>(null);
  const { languages } = useFormChoices();
  const [removed, setRemoved] = useState<{ language: string; texts: Config } | null>(null);
  const others = Object.keys(variantsIn(config));
  const shop = languages ? nameOf(languages.shop) : t("yours");
  const form = {
    ...{ schema, config: configIn(config, texts, language), problems: problemsOf(problems, texts, language) },
    onChange: (changed: Config, field: string) =>
      onChange(changeIn(config, texts, language, withoutVariants(changed)), placeIn(texts, language, field)),
  };

  /** What opened the menu, or the button that removed it, may be gone. */
  function focusTab() {
    setTimeout(() => {
      root.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
    }, FOCUS_DELAY_MS);
  }
  function add(added: string) {
    onChange(addVariant(config, texts, added), `variants.${added}`);
    onLanguage(added);
    setRemoved(null);
    focusTab();
  }
  function remove(gone: string) {
    setRemoved({ language: gone, texts: variantsIn(config)[gone] ?? {} });
    onChange(removeVariant(config, gone), `variants.${gone} removed`);
    onLanguage(null);
  }
  function putBack() {
    if (!removed) return;
    const variants = { ...variantsIn(config), [removed.language]: removed.texts };
    onChange({ ...config, variants }, `variants.${removed.language} put back`);
    onLanguage(removed.language);
    setRemoved(null);
    focusTab();
  }

  const adding = !viewing && (
    <AddLanguage
      taken={[...others, ...(languages ? [languages.shop] : [])]}
      full={others.length >= VARIANTS_MAX}
      onAdd={add}
    />
  );
  const notice = (
    <div aria-live="polite" className="empty:hidden">
      {removed && !others.includes(removed.language) && !viewing && (
        <p className="flex flex-wrap items-center gap-2 rounded-md bg-sunken px-3 py-2 text-sm">
          <span className="flex-1">{t("removed", { language: nameOf(removed.language) })}</span>
          <Button size="sm" autoFocus onClick={putBack}>
            {common("undo")}
          </Button>
        </p>
      )}
    </div>
  );
  if (others.length === 0) {
    return (
      <div ref={root} className="flex flex-col gap-5">
        {adding && <div className="flex justify-end">{adding}</div>}
        {notice}
        <fieldset className="min-w-0" disabled={viewing}>
          <ConfigForm {...form} />
        </fieldset>
      </div>
    );
  }

  const tabs = [SHOP, ...others].map((value) => {
    const tag = value === SHOP ? null : value;
    const label = tag === null ? t("everybodyElse", { language: shop }) : nameOf(tag);
    const wrong = isWrongIn(problems, texts, tag);
    return {
      value,
      label,
      icon: wrong && <CircleAlert role="img" aria-label={t("mend")} className="text-danger" />,
    };
  });
  return (
    <MessageLanguageProvider value={{ language, stored: config }}>
      <div ref={root} className="flex flex-col gap-5">
        <div className="flex flex-col gap-2">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h3 className="text-base">{t("title")}</h3>
            {adding}
          </div>
          <p className="text-sm text-muted">{t("help")}</p>
          {notice}
          <LanguageProblems problems={problems} />
          <Tabs
            tabs={tabs}
            label={t("tabs")}
            value={language ?? SHOP}
            onValueChange={(value) => onLanguage(value === SHOP ? null : value)}
          >
            {tabs.map(({ value }) => (
              <TabPanel key={value} value={value} className="flex flex-col gap-5">
                <fieldset className="min-w-0" disabled={viewing}>
                  <ConfigForm {...form} only={(key) => texts.has(key)} />
                </fieldset>
                {language !== null && !viewing && (
                  <Button
                    variant="ghost"
                    size="sm"
                    className="self-start text-danger"
                    onClick={() => remove(language)}
                  >
                    {t("remove", { language: nameOf(language) })}
                  </Button>
                )}
              </TabPanel>
            ))}
          </Tabs>
        </div>
        <section aria-labelledby={sharedId} className="flex flex-col gap-5 border-t pt-5">
          <h3 id={sharedId} className="text-base">
            {t("inEvery")}
          </h3>
          <fieldset className="min-w-0" disabled={viewing}>
            <ConfigForm {...form} only={(key) => !texts.has(key)} />
          </fieldset>
        </section>
      </div>
    </MessageLanguageProvider>
  );
}

/** What is wrong with the languages themselves, which no field shows. */
function LanguageProblems({ problems }: { problems: Problem[] }) {
  const say = useSay();
  return problems
    .filter(({ field = "" }) => /^variants(\.[^.]+)?$/.test(field))
    .map(({ field, message }) => (
      <p key={`${field} ${say(message)}`} className="text-sm text-danger">
        {say(message)}
      </p>
    ));
}

/** The form hands its whole config on; the languages in it are those from before the change. */
function withoutVariants({ variants: _variants, ...changed }: Config): Config {
  return changed;
}
