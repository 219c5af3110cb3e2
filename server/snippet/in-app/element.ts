type Children = (Node | string | null)[];

/** Makes elements of one page. Texts go in as text, so that nothing in them becomes markup. */
export function elementsOf(page: Document) {
  return <Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    fields: Partial<Omit<HTMLElementTagNameMap[Tag], "style">> & { label?: string; role?: string } = {},
    ...children: Children
  ): HTMLElementTagNameMap[Tag] => {
    const { label, role, ...properties } = fields;
    const made = Object.assign(page.createElement(tag), properties);
    if (label) made.setAttribute("aria-label", label);
    if (role) made.setAttribute("role", role);
    made.append(...children.filter((child) => child !== null));
    return made;
  };
}

export type Elements = ReturnType<typeof elementsOf>;
