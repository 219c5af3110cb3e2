"use client";

import { useTranslations } from "next-intl";
import { NameInput } from "#components/config-form/controls/name-input.tsx";
import { FoldedSection } from "#components/config-form/folded-section.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { type InventedPerson, inventedPerson } from "#workflows/invented-person.ts";
import { inventedSamples } from "#workflows/invented-samples.ts";
import { InventedAttributes } from "./invented-attributes.tsx";
import { InventedConsent } from "./invented-consent.tsx";
import { InventedEvents } from "./invented-events.tsx";
import { TagsInput } from "./tags-input.tsx";
import { TextField } from "./text-field.tsx";

const LOTS = 1_000_000;

type Props = { person: InventedPerson; draws: boolean; onChange(person: InventedPerson): void };

/** Makes up somebody to test with. */
export function InventedForm({ person, draws, onChange }: Props) {
  const t = useTranslations("simulation.invent");
  const change = (fields: Partial<InventedPerson>) => onChange({ ...person, ...fields });
  const badZone = !inventedPerson.shape.zone.safeParse(person.zone).success;
  return (
    <div className="flex flex-col gap-4">
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">{t("begin")}</legend>
        <div className="flex flex-wrap gap-1.5">
          {inventedSamples.map((sample) => (
            <Button key={sample.id} size="sm" onClick={() => onChange(sample.person)}>
              {t(`samples.${sample.id}`)}
            </Button>
          ))}
        </div>
      </fieldset>
      <TextField label={t("name")} value={person.name} onChange={(name) => change({ name })} />
      <Checkbox
        label={t("hasEmail")}
        checked={person.hasEmail}
        onCheckedChange={(hasEmail) => change({ hasEmail })}
      />
      <Checkbox
        label={t("hasWebPush")}
        checked={person.hasWebPush}
        onCheckedChange={(hasWebPush) => change({ hasWebPush })}
      />
      <TextField
        label={t("phone")}
        help={t("phoneHelp")}
        type="tel"
        value={person.phone}
        onChange={(phone) => change({ phone })}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t("language")}
          help={t("languageHelp")}
          placeholder="en"
          value={person.language}
          onChange={(language) => change({ language })}
        />
        <TextField
          label={t("country")}
          placeholder="DE"
          value={person.country}
          onChange={(country) => change({ country })}
        />
      </div>
      <Field label={t("zone")} error={badZone ? t("badZone") : undefined}>
        <NameInput
          names={[...Intl.supportedValuesOf("timeZone"), "UTC"]}
          placeholder={t("zoneExample")}
          value={person.zone}
          onChange={(zone) => change({ zone })}
        />
      </Field>
      <Field label={t("tags")} help={t("tagsHelp")}>
        <TagsInput tags={person.tags} placeholder={t("tagsExample")} onChange={(tags) => change({ tags })} />
      </Field>
      <FoldedSection title={t("attributes")} filledIn={person.attributes.length > 0} wrong={false}>
        <InventedAttributes rows={person.attributes} onChange={(attributes) => change({ attributes })} />
      </FoldedSection>
      <FoldedSection title={t("events")} filledIn={person.events.length > 0} wrong={false}>
        <InventedEvents rows={person.events} onChange={(events) => change({ events })} />
      </FoldedSection>
      <FoldedSection title={t("consent")} filledIn={false} wrong={false}>
        <InventedConsent consent={person.consent} onChange={(consent) => change({ consent })} />
      </FoldedSection>
      {draws && (
        <div>
          <Button size="sm" onClick={() => change({ lot: (person.lot + 1) % LOTS })}>
            {t("lot")}
          </Button>
          <p className="mt-1.5 text-sm text-muted">{t("lotHelp")}</p>
        </div>
      )}
      <p className="text-sm text-muted">{t("kept")}</p>
    </div>
  );
}
