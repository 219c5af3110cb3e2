"use client";

import { useFormChoices } from "../form-context.tsx";
import { NameMenu } from "./name-menu.tsx";

type Props = {
  value: string;
  onChange(name: string): void;
  placeholder?: string;
  "aria-label"?: string;
};

/** The name of an attribute: chosen from those that profiles have, or typed freely. */
export function AttributeNameInput(props: Props) {
  const { attributeNames } = useFormChoices();
  return (
    <NameMenu
      {...props}
      menuLabel="Choose an attribute"
      groups={[{ label: "Your profiles have", names: attributeNames }]}
    />
  );
}
