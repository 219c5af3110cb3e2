"use client";

import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { Select } from "#components/ui/select.tsx";
import { lifecycleStages } from "#workflows/lifecycle.ts";
import { operators } from "#workflows/operators.ts";
import { findField, profileFields } from "#workflows/read-path.ts";
import { wordStage } from "#workflows/word-condition.ts";
import { textOf } from "../control.ts";
import { Comparison } from "../controls/comparison.tsx";
import { IdSelect } from "../controls/id-select.tsx";
import { NameInput } from "../controls/name-input.tsx";
import { NameMenu } from "../controls/name-menu.tsx";
import { useFormChoices } from "../form-context.tsx";
import { changeAttribute, operatorsFor } from "./comparison-value.ts";
import { EventLeaf, MeasureLeaf, OccurredLeaf } from "./event-leaf.tsx";
import type { LeafProps } from "./leaf-props.ts";
import { MessageLeaf, WorkflowLeaf } from "./message-leaf.tsx";

const CHANNELS = ["email", "web-push", "phone"] as const;

/** The inputs of one condition, by its kind. */
export function LeafInputs(props: LeafProps) {
  switch (props.leaf.kind) {
    case "attribute":
      return <AttributeLeaf {...props} />;
    case "data":
      return <DataLeaf {...props} />;
    case "event":
      return <EventLeaf {...props} />;
    case "occurred":
      return <OccurredLeaf {...props} />;
    case "measure":
      return <MeasureLeaf {...props} />;
    case "message":
      return <MessageLeaf {...props} />;
    case "workflow":
      return <WorkflowLeaf {...props} />;
    default:
      return <OneChoice {...props} />;
  }
}

function AttributeLeaf({ leaf, onChange }: LeafProps) {
  const t = useTranslations("config-form.condition");
  const names = useTranslations("config-form.attributes");
  const { attributeNames } = useFormChoices();
  const chosen = operators.find((each) => each === leaf.operator);
  return (
    <>
      <NameMenu
        aria-label={t("attribute")}
        placeholder="city"
        menuLabel={names("choose")}
        groups={[
          { label: t("fieldsOf"), names: [...profileFields] },
          { label: names("known"), names: attributeNames.filter((name) => !findField(name)) },
        ]}
        labelOf={(name) => {
          const field = findField(name);
          return field ? t(`field.${field}`) : name;
        }}
        value={textOf(leaf.attribute)}
        onChange={(attribute) =>
          onChange({ ...leaf, ...changeAttribute(attribute, { operator: chosen, value: leaf.value }) })
        }
      />
      <Comparison
        among={operatorsFor(textOf(leaf.attribute), chosen)}
        operator={leaf.operator}
        value={leaf.value}
        onChange={(change) => onChange({ ...leaf, ...change })}
      />
    </>
  );
}

function DataLeaf({ leaf, onChange }: LeafProps) {
  const t = useTranslations("config-form.condition");
  const { dataPaths } = useFormChoices();
  return (
    <>
      <NameInput
        aria-label={t("data")}
        placeholder="cart.total"
        names={dataPaths.map(({ path }) => path)}
        value={textOf(leaf.path)}
        onChange={(path) => onChange({ ...leaf, path })}
      />
      <Comparison
        operator={leaf.operator}
        value={leaf.value}
        onChange={(change) => onChange({ ...leaf, ...change })}
      />
    </>
  );
}

/** Conditions with a single choice. */
function OneChoice({ leaf, onChange }: LeafProps) {
  const t = useTranslations("config-form.condition");
  const pick = useTranslations("config-form.pick");
  const say = useSay();
  const { segments, tags = [] } = useFormChoices();
  switch (leaf.kind) {
    case "segment":
      return (
        <IdSelect
          aria-label={t("segment")}
          choices={segments}
          placeholder={pick(segments?.length === 0 ? "noSegment" : "segment")}
          value={leaf.segmentId}
          onChange={(segmentId) => onChange({ ...leaf, segmentId })}
        />
      );
    case "lifecycle":
      return (
        <Select
          aria-label={t("stage")}
          options={lifecycleStages.map((value) => ({ value, label: say(wordStage(value)) }))}
          value={textOf(leaf.stage)}
          onValueChange={(stage) => onChange({ ...leaf, stage })}
        />
      );
    case "tag":
      return (
        <NameInput
          aria-label={t("tag")}
          placeholder="vip"
          names={tags}
          value={textOf(leaf.tag)}
          onChange={(tag) => onChange({ ...leaf, tag })}
        />
      );
    default:
      return (
        <Select
          aria-label={t("channel")}
          options={CHANNELS.map((value) => ({ value, label: t(`by.${value}`) }))}
          value={textOf(leaf.channel)}
          onValueChange={(channel) => onChange({ ...leaf, channel })}
        />
      );
  }
}
