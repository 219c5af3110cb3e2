"use client";

import {
  type ComponentProps,
  type ComponentType,
  cloneElement,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from "react";

/** What every window over the page takes. */
type Opening = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** One element that opens it. */
  trigger?: ReactNode;
};

/** What the window itself is told. */
export type Opened<Props> = Omit<Props, keyof Opening> & {
  open: boolean;
  onOpenChange(open: boolean): void;
  /** Gives the keyboard focus back to where it was. */
  onCloseAutoFocus(event: Event): void;
};

/** A window whose code is fetched when it is first opened: few who look at a page open one. */
export function lazyWindow<Props extends Opening>(fetchWindow: () => Promise<ComponentType<Opened<Props>>>) {
  const OpenedWindow = lazy(async () => ({ default: await fetchWindow() }));

  return function LazyWindow({ open, onOpenChange, trigger, ...rest }: Props) {
    const [openInside, setOpenInside] = useState(false);
    const [used, setUsed] = useState(false);
    const [opener, setOpener] = useState<Element | null>(null);
    const isOpen = open ?? openInside;
    if (isOpen && !used) setUsed(true);
    if (isOpen && !opener && typeof document !== "undefined") setOpener(document.activeElement);

    function change(next: boolean) {
      setOpenInside(next);
      onOpenChange?.(next);
    }
    function giveFocusBack(event: Event) {
      setOpener(null);
      if (!(opener instanceof HTMLElement) || !opener.isConnected) return;
      event.preventDefault();
      opener.focus();
    }

    const opened = {
      ...rest,
      open: isOpen,
      onOpenChange: change,
      onCloseAutoFocus: giveFocusBack,
    } as Opened<Props>;
    return (
      <>
        {trigger &&
          cloneElement(trigger as ReactElement<ComponentProps<"button">>, {
            "aria-haspopup": "dialog",
            "aria-expanded": isOpen,
            onPointerEnter: () => void fetchWindow(),
            onFocus: () => void fetchWindow(),
            onClick: () => change(true),
          })}
        {used && (
          <Suspense>
            <OpenedWindow {...opened} />
          </Suspense>
        )}
      </>
    );
  };
}
