"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { type Answer, askAccounts } from "./account-api.ts";
import { NewPersonFields } from "./new-person-fields.tsx";
import { fieldText, useRefusalText } from "./refusal-text.ts";
import { isShopField, SetupShopFields, useShop } from "./setup-shop-fields.tsx";

type Step = "account" | "shop";

/** The first visit in two steps: who owns the shop, and the shop. Nothing is sent before the second is done. */
export function SetupForm({ passwordMinChars }: { passwordMinChars: number }) {
  const t = useTranslations("first-run.setup");
  const say = useSay();
  const locale = useLocale();
  const [step, go] = useStep();
  const [shop, setShop] = useShop();
  const [pending, setPending] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const refusal = useRefusalText()(answer);
  const errorOf = (field: string) => {
    const text = fieldText(answer, field);
    return text === undefined ? undefined : say(text);
  };

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (step === "account") return go("shop");
    if (pending) return;
    const fields = Object.fromEntries(new FormData(event.currentTarget));
    setPending(true);
    setAnswer(null);
    const given = await askAccounts("/create-owner", { ...fields, ...shop, language: locale });
    setAnswer(given);
    // After success the button keeps turning until the next page is there.
    if (given.kind === "done") return window.location.assign("/welcome");
    setPending(false);
    if (given.kind === "refused" && given.field && !isShopField(given.field)) go("account");
  }

  return (
    // Sent before the scripts are there, a form without a method would put the password into the address.
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-sm text-muted" aria-live="polite">
        {t("stepOf", { step: step === "account" ? 1 : 2, steps: 2 })}
      </p>
      {refusal && (
        <Banner tone="danger" role="alert">
          {refusal}
        </Banner>
      )}
      <fieldset hidden={step !== "account"} className="flex flex-col gap-4">
        <NewPersonFields errorOf={errorOf} passwordMinChars={passwordMinChars} />
      </fieldset>
      {/* What is not shown yet must not keep the first step from being finished. */}
      <fieldset hidden={step !== "shop"} disabled={step !== "shop"} className="flex flex-col gap-4">
        <SetupShopFields shop={shop} onChange={setShop} errorOf={errorOf} />
      </fieldset>
      <div className="mt-2 flex gap-2">
        {step === "shop" && (
          <Button size="lg" disabled={pending} onClick={() => go("account")}>
            {t("back")}
          </Button>
        )}
        <Button type="submit" variant="primary" size="lg" loading={pending} className="flex-1">
          {step === "account" ? t("next") : t("create")}
        </Button>
      </div>
    </form>
  );
}

/** The step, kept in the browser's history, so that its back and forward lead from one to the other. */
function useStep(): [Step, (step: Step) => void] {
  const [step, setStep] = useState<Step>("account");
  useEffect(() => {
    const follow = () => setStep(window.location.hash === "#shop" ? "shop" : "account");
    // What was typed is gone after a reload, so it begins at the beginning.
    if (window.location.hash) window.history.replaceState(null, "", window.location.pathname);
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  function go(next: Step) {
    setStep(next);
    window.location.hash = next === "shop" ? "shop" : "";
  }
  return [step, go];
}
