"use client";

import { useTranslations } from "next-intl";
import { AttributeNameInput } from "#components/config-form/controls/attribute-name-input.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { attributeKinds, type InventedAttribute } from "#workflows/invented-person.ts";
import { Rows } from "./rows.tsx";

const ATTRIBUTES_MAX = 50;
const NEW: InventedAttribute = { name: "", kind: "text", value: "" };

type Props = { rows: readonly InventedAttribute[]; onChange(rows: InventedAttribute[]): void };

/** The attributes of an invented person, each with its type. */
export function InventedAttributes({ rows, onChange }: Props) {
  const t = useTranslations("simulation.invent");
  const kinds = attributeKinds.map((value) => ({ value, label: t(`kinds.${value}`) }));
  return (
    <Rows
      rows={rows}
      newRow={NEW}
      max={ATTRIBUTES_MAX}
      addLabel={t("addAttribute")}
      removeLabel={(number) => t("removeAttribute", { number })}
      onChange={onChange}
    >
      {(row, change, number) => (
        <>
          <div className="w-full">
            <AttributeNameInput
              aria-label={t("attributeName", { number })}
              placeholder="city"
              value={row.name}
              onChange={(name) => change({ ...row, name })}
            />
          </div>
          <Select
            aria-label={t("attributeKind", { number })}
            className="w-28 shrink-0"
            options={kinds}
            value={row.kind}
            onValueChange={(kind) => change(ofKind(row, kind))}
          />
          <div className="min-w-0 flex-1">
            <AttributeValue row={row} number={number} onChange={(value) => change({ ...row, value })} />
          </div>
          {row.kind === "number" && row.value.trim() !== "" && !Number.isFinite(Number(row.value)) && (
            <p role="alert" className="w-full text-sm text-danger">
              {t("notANumber")}
            </p>
          )}
        </>
      )}
    </Rows>
  );
}

function AttributeValue({
  row,
  number,
  onChange,
}: {
  row: InventedAttribute;
  number: number;
  onChange(value: string): void;
}) {
  const t = useTranslations("simulation.invent");
  const label = t("attributeValue", { number });
  if (row.kind === "yes-no") {
    const options = [
      { value: "yes", label: t("yes") },
      { value: "no", label: t("no") },
    ];
    return <Select aria-label={label} options={options} value={row.value} onValueChange={onChange} />;
  }
  return (
    <Input
      aria-label={label}
      type={row.kind === "date" ? "date" : "text"}
      inputMode={row.kind === "number" ? "decimal" : undefined}
      autoComplete="off"
      value={row.value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** The same attribute as another kind; a value that the other kind cannot hold starts anew. */
function ofKind(row: InventedAttribute, kind: string): InventedAttribute {
  const chosen = attributeKinds.find((known) => known === kind) ?? "text";
  const isChoice = chosen === "yes-no" || row.kind === "yes-no";
  if (isChoice) return { ...row, kind: chosen, value: chosen === "yes-no" ? "yes" : "" };
  return { ...row, kind: chosen, value: chosen === "date" || row.kind === "date" ? "" : row.value };
}
