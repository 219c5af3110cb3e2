import * as z from "zod/mini";
import { pushUrgencies } from "../effect-content.ts";

/** What browsers show at most; more would not be seen by anybody. */
export const PUSH_BUTTONS_MAX = 2;
export const PUSH_TTL_DEFAULT_HOURS = 24;
/** Push services keep a message for four weeks at most. */
const PUSH_TTL_MAX_HOURS = 4 * 7 * 24;
const ADDRESS_MAX_CHARS = 2000;

const pushButton = z.object({
  label: z.string().check(z.trim(), z.minLength(1, "Write what is on the button"), z.maxLength(60)),
  url: z._default(z.string().check(z.maxLength(ADDRESS_MAX_CHARS)), ""),
});

/** What a notification may show beside its text and link. */
export const pushExtras = {
  icon: z._default(z.string().check(z.maxLength(ADDRESS_MAX_CHARS)), "").check(
    z.meta({
      section: "Pictures and buttons",
      folded: true,
      label: "Icon",
      help: "A square picture, best with 192 pixels a side. Empty: the browser shows its own.",
      control: "picture",
      placeholder: "https://",
    }),
  ),
  image: z._default(z.string().check(z.maxLength(ADDRESS_MAX_CHARS)), "").check(
    z.meta({
      label: "Large picture",
      help: "Twice as wide as high. Chrome and Edge show it, others leave it out.",
      control: "picture",
      placeholder: "https://",
    }),
  ),
  buttons: z
    ._default(
      z.array(pushButton).check(z.maxLength(PUSH_BUTTONS_MAX, `At most ${PUSH_BUTTONS_MAX} buttons`)),
      [],
    )
    .check(
      z.meta({
        label: "Buttons",
        help: "Browsers that show no buttons show the rest.",
        control: "push-buttons",
      }),
    ),
};

/** What a notification may have beside its text and link. */
export const pushOptions = {
  ...pushExtras,
  ttlHours: z
    ._default(
      z.number().check(z.int("Use whole hours"), z.minimum(1), z.maximum(PUSH_TTL_MAX_HOURS)),
      PUSH_TTL_DEFAULT_HOURS,
    )
    .check(
      z.meta({
        section: "How it is delivered",
        folded: true,
        label: "Hours to keep it",
        help: "A browser that stays closed for longer does not get it any more.",
      }),
    ),
  urgency: z._default(z.enum(pushUrgencies), "normal").check(
    z.meta({
      label: "Urgency",
      help: "A phone that saves its battery wakes up only for what is urgent.",
      options: {
        "very-low": "Very low: when it charges and has Wi-Fi",
        low: "Low: when it charges or has Wi-Fi",
        normal: "Normal",
        high: "High: also on a low battery",
      },
    }),
  ),
  replaces: z._default(z.string().check(z.trim(), z.maxLength(200)), "").check(
    z.meta({
      label: "Replaces an earlier notification with the same name",
      help: "Give both a name, like order {{ event.order_id }}: the newer one takes the place of the older one, be it on screen or still on its way. Empty: each stands for itself.",
      control: "template",
    }),
  ),
};
