import { CircleCheck, LinkIcon } from "lucide-react";
import { buttonStyle } from "#components/ui/button-style.ts";
import type { CustomerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { channelTexts, customerTexts } from "#workflows/customer-texts/customer-texts.ts";
import { type CardShop, Said, ShopCard } from "./shop-card.tsx";

type Done = "save" | "everything" | "undo" | "nothing";
type Switch = { topic: string; name: string; description: string; on: boolean };
type View =
  | { kind: "invalid" }
  | {
      kind: "open";
      /** The address of this page, which takes the choice. */
      action: string;
      channels: {
        channel: string;
        switches: Switch[] /** Only an answer of START brings it back. */;
        waitsForStart?: boolean;
      }[];
      /** What the person has just done; null when they have only opened the page. */
      done: Done | null;
      /** How things stood before that, as the form sends it back to undo it. */
      was: string[];
    };
type Props = { shop: CardShop; language: CustomerLanguage; view: View };

/** The page where a customer chooses what to get: the shop's, for phones first, and all of it works without scripts. */
export function PreferencesCard({ shop, language, view }: Props) {
  const { link } = customerTexts(language);
  return (
    <ShopCard shop={shop} language={language}>
      {view.kind === "invalid" ? (
        <Said sign={<LinkIcon />} {...link} />
      ) : (
        <Choices shopName={shop.name} language={language} view={view} />
      )}
    </ShopCard>
  );
}

type ChoicesProps = { shopName: string; language: CustomerLanguage; view: Extract<View, { kind: "open" }> };

function Choices({ shopName, language, view }: ChoicesProps) {
  const { action, channels, done } = view;
  const texts = customerTexts(language);
  const words = texts.preferences;
  return (
    <div className="w-full text-left">
      {done && <Outcome language={language} view={view} done={done} />}
      <h1 className="text-xl [overflow-wrap:anywhere]">{words.title(shopName)}</h1>
      <p className="mt-2 text-sm text-muted">{channels.length === 0 ? words.nowhere : words.intro}</p>
      {channels.length > 0 && (
        // What was chosen before must not come back when the browser draws the page again.
        <form method="post" action={action} autoComplete="off" className="mt-6 flex flex-col gap-6">
          {channels.map(({ channel, switches, waitsForStart = false }) => (
            <fieldset key={channel} className="min-w-0">
              <legend className="text-base font-semibold">{channelTexts(texts, channel).title}</legend>
              {waitsForStart && <p className="mt-1 text-sm text-muted">{texts.text.start}</p>}
              {switches.map((one) => (
                <TopicSwitch
                  key={one.topic}
                  place={`${channel}.${one.topic}`}
                  isFixed={waitsForStart}
                  {...one}
                />
              ))}
            </fieldset>
          ))}
          <button type="submit" name="do" value="save" className={buttonStyle("primary", "lg", "w-full")}>
            {words.save}
          </button>
        </form>
      )}
      {channels.length > 0 && (
        <form method="post" action={action} className="mt-6 border-t pt-6">
          <button
            type="submit"
            name="do"
            value="everything"
            className={buttonStyle("secondary", "lg", "w-full")}
          >
            {words.everything}
          </button>
          <p className="mt-2 text-center text-sm text-muted">{words.everythingHelp}</p>
        </form>
      )}
    </div>
  );
}

function Outcome({ language, view, done }: Omit<ChoicesProps, "shopName"> & { done: Done }) {
  const words = customerTexts(language).preferences;
  const said: Record<Done, string> = {
    save: words.saved,
    everything: words.savedEverything,
    undo: words.undone,
    nothing: words.savedNothing,
  };
  const isUndoable = (done === "save" || done === "everything") && view.was.length > 0;
  return (
    <div
      role="status"
      className="mb-6 flex items-center gap-3 rounded-md border border-success-line bg-success-soft py-2 pr-2 pl-3 text-sm text-success"
    >
      <CircleCheck aria-hidden="true" className="size-5 shrink-0" />
      <span className="min-w-0 flex-1 py-1">{said[done]}</span>
      {isUndoable && (
        <form method="post" action={view.action}>
          {view.was.map((was) => (
            <input key={was} type="hidden" name="was" value={was} />
          ))}
          <button type="submit" name="do" value="undo" className={buttonStyle("secondary", "md")}>
            {words.undo}
          </button>
        </form>
      )}
    </div>
  );
}

type TopicSwitchProps = Omit<Switch, "topic"> & { place: string; isFixed: boolean };

/** `seen` tells how the switch stood when the page was drawn, so that only what the person turned is changed. */
function TopicSwitch({ place, name, description, on, isFixed }: TopicSwitchProps) {
  const id = `topic-${place}`;
  return (
    <div className="flex items-center justify-between gap-4 border-b py-3 last:border-b-0">
      <label
        htmlFor={id}
        className={`min-w-0 flex-1 text-sm [overflow-wrap:anywhere] ${isFixed ? "" : "cursor-pointer"}`}
      >
        <span className="block font-medium">{name}</span>
        {description && <span className="mt-0.5 block text-muted">{description}</span>}
      </label>
      {!isFixed && <input type="hidden" name="seen" value={`${place}.${on ? "on" : "off"}`} />}
      <input
        id={id}
        type="checkbox"
        name="on"
        value={place}
        defaultChecked={on}
        disabled={isFixed}
        className="relative h-6 w-10 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-line-strong transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-4.5 before:rounded-full before:bg-white before:transition-transform after:absolute after:-inset-x-1 after:-inset-y-2.5 checked:border-ember checked:bg-ember checked:before:translate-x-4 disabled:cursor-not-allowed disabled:opacity-50 dark:checked:before:bg-on-ember"
      />
    </div>
  );
}
