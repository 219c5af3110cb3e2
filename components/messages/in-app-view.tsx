"use client";

import { useState } from "react";
import { readerZone } from "#components/shell/reader-zone.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";
import { Fact, FactList, Goal } from "./fact-list.tsx";
import { InAppDrawing, type InAppScheme, type RenderedInApp } from "./in-app-drawing.tsx";
import { SchemeSwitch } from "./scheme-switch.tsx";

const DISPLAY_WORDS: Record<RenderedInApp["display"], string> = {
  banner: "A banner along the edge of the page, and in the inbox",
  modal: "A window in the middle of the page, and in the inbox",
  inbox: "An entry in the inbox",
};

/** A message in the shop's own pages as its visitor sees it, with what a press opens. `waits`: there is somebody to see it. */
export function InAppView({ inApp, waits = true }: { inApp: RenderedInApp; waits?: boolean }) {
  const [scheme, setScheme] = useState<InAppScheme>("light");
  const { display, buttonLabel, url, untilAt } = inApp;
  return (
    <Card>
      <CardHeader
        title="The message in your pages"
        description={`${waits ? "It waits here until the person visits your pages, and follows" : "It would follow"} their browser’s light or dark style.`}
        actions={<SchemeSwitch value={scheme} onChange={setScheme} />}
      />
      <CardBody>
        <InAppDrawing message={inApp} scheme={scheme} />
        <FactList>
          <Fact name="Shown as">{DISPLAY_WORDS[display]}</Fact>
          <Fact name={buttonLabel ? `“${buttonLabel}” opens` : "Pressing it opens"}>
            {url ? <Goal url={url} /> : "Nothing: no address is set"}
          </Fact>
          <Fact name="Shown until">{formatDateTime(untilAt, readerZone())}</Fact>
        </FactList>
      </CardBody>
    </Card>
  );
}
