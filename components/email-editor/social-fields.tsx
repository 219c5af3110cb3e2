"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { type EmailBlock, socialNetworks } from "#workflows/email-design.ts";
import { useEditorActions } from "./editor-context.tsx";
import { linkProblem } from "./link-check.ts";
import { TemplateInput } from "./template-inputs.tsx";

const ADDRESS_MAX_CHARS = 2000;

/** Where else people find the shop. */
export function SocialFields({ block }: { block: Extract<EmailBlock, { type: "social" }> }) {
  const t = useTranslations("email-editor");
  const { change } = useEditorActions();
  const { links } = block;
  const unused = socialNetworks.filter((network) => !links.some((link) => link.network === network));
  return (
    <>
      <ul className="flex flex-col gap-2">
        {links.map((link, index) => (
          <li key={link.network} className="flex flex-col gap-2 rounded-md bg-sunken p-2.5">
            <div className="flex items-center gap-1">
              <Select
                aria-label={t("fields.network")}
                options={[link.network, ...unused].map((network) => ({
                  value: network,
                  label: t(`networks.${network}`),
                }))}
                value={link.network}
                onValueChange={(value) => {
                  const network = socialNetworks.find((known) => known === value);
                  if (network) change({ ...block, links: links.with(index, { ...link, network }) });
                }}
              />
              <IconButton
                label={t("fields.removeNetwork", { network: t(`networks.${link.network}`) })}
                tooltip={false}
                className="-mr-1 text-muted"
                onClick={() => change({ ...block, links: links.toSpliced(index, 1) })}
              >
                <Trash2 />
              </IconButton>
            </div>
            <TemplateInput
              label={t("fields.networkAddress", { network: t(`networks.${link.network}`) })}
              value={link.href}
              maxChars={ADDRESS_MAX_CHARS}
              placeholder="https://"
              problem={linkProblem(link.href, t)}
              onChange={(href) =>
                change(
                  { ...block, links: links.with(index, { ...link, href }) },
                  `${block.id} ${link.network}`,
                )
              }
            />
          </li>
        ))}
      </ul>
      {unused[0] && (
        <Button
          size="sm"
          icon={<Plus />}
          className="self-start"
          onClick={() =>
            change({ ...block, links: [...links, { network: unused[0] ?? "website", href: "" }] })
          }
        >
          {t("fields.addLink")}
        </Button>
      )}
    </>
  );
}
