"use client";

import { useState } from "react";
import { CodeBlock } from "#components/settings/code-block.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { NewSiteKey } from "./new-site-key.tsx";
import { PushOptions } from "./push-options.tsx";
import { DEFAULT_SITE_OPTIONS, type SiteOptions, siteCode } from "./site-code.ts";
import { SiteKey, type WriteKey } from "./site-key.tsx";
import { SiteOptionsForm } from "./site-options-form.tsx";

type Props = {
  keys: readonly WriteKey[];
  current: WriteKey | null;
  onChoose: (id: number) => void;
  stub: string;
  /** This server's, as the visitors reach it. */
  address: string;
};

/** The code to put on the site, with what can be chosen about it. */
export function SiteCard({ keys, current, onChoose, stub, address }: Props) {
  const [options, setOptions] = useState<SiteOptions>(DEFAULT_SITE_OPTIONS);
  const change = (changes: Partial<SiteOptions>) => setOptions((before) => ({ ...before, ...changes }));
  return (
    <Card>
      <CardHeader
        title="The code for your site"
        description="With these lines on your pages, what visitors look at and do becomes events here, and you can ask them for notifications."
      />
      <CardBody className="flex flex-col gap-5">
        {current ? (
          <>
            {keys.length > 1 && <SiteKey keys={keys} current={current} onChoose={onChoose} />}
            <SiteOptionsForm options={options} onChange={change} />
            {options.push && <PushOptions options={options} onChange={change} />}
            <div className="flex flex-col gap-2">
              <h3 className="text-sm font-medium">Copy this to the end of the head of every page</h3>
              <CodeBlock
                label="Code for your site"
                code={siteCode({ stub, address, writeKey: current.writeKey }, options)}
              />
              <p className="text-sm text-muted">
                The key in it is made to be seen: it can send events in and fetch the visitor’s own messages,
                and nothing else. The choices above only change this code, so copy it again after a change. If
                your site forbids scripts inside its pages, put the lines of the first script into a file of
                your own.
              </p>
            </div>
          </>
        ) : (
          <NewSiteKey onMade={onChoose} />
        )}
      </CardBody>
    </Card>
  );
}
