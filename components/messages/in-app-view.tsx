"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { readerZone } from "#components/shell/reader-zone.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import { Fact, FactList, Goal } from "./fact-list.tsx";
import { InAppDrawing, type InAppScheme, type RenderedInApp } from "./in-app-drawing.tsx";
import { SchemeSwitch } from "./scheme-switch.tsx";

/** A message in the shop's own pages as its visitor sees it, with what a press opens. `waits`: there is somebody to see it. */
export function InAppView({ inApp, waits = true }: { inApp: RenderedInApp; waits?: boolean }) {
  const t = useTranslations("messages");
  const { formatDateTime } = useTimeFormat();
  const [scheme, setScheme] = useState<InAppScheme>("light");
  const { display, buttonLabel, url, untilAt } = inApp;
  return (
    <Card>
      <CardHeader
        title={t("inApp.title")}
        description={waits ? t("inApp.waits") : t("inApp.wouldFollow")}
        actions={<SchemeSwitch value={scheme} onChange={setScheme} />}
      />
      <CardBody>
        <InAppDrawing message={inApp} scheme={scheme} />
        <FactList>
          <Fact name={t("inApp.shownAs")}>{t(`inApp.display.${display}`)}</Fact>
          <Fact name={buttonLabel ? t("press.buttonOpens", { label: buttonLabel }) : t("press.opens")}>
            {url ? <Goal url={url} /> : t("press.nothing")}
          </Fact>
          <Fact name={t("inApp.until")}>{formatDateTime(untilAt, readerZone())}</Fact>
        </FactList>
      </CardBody>
    </Card>
  );
}
