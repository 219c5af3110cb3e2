import { abandonedCart } from "./abandoned-cart.ts";
import { birthday } from "./birthday.ts";
import { browseAbandonment } from "./browse-abandonment.ts";
import { checkInGuide } from "./check-in-guide.ts";
import { paymentFailed } from "./payment-failed.ts";
import type { Recipe } from "./recipe.ts";
import { refundCare } from "./refund-care.ts";
import { renewalReminder } from "./renewal-reminder.ts";
import { replenishment } from "./replenishment.ts";
import { reviewRequest } from "./review-request.ts";
import { secondOrder } from "./second-order.ts";
import { streakReminder } from "./streak-reminder.ts";
import { sunset } from "./sunset.ts";
import { unfinishedItem } from "./unfinished-item.ts";
import { vipThanks } from "./vip-thanks.ts";
import { welcome } from "./welcome.ts";
import { winBack } from "./win-back.ts";

/** Every recipe, in the order of the gallery. */
export const recipes: readonly Recipe[] = [
  welcome,
  secondOrder,
  vipThanks,
  abandonedCart,
  browseAbandonment,
  unfinishedItem,
  winBack,
  birthday,
  replenishment,
  streakReminder,
  sunset,
  reviewRequest,
  checkInGuide,
  renewalReminder,
  paymentFailed,
  refundCare,
];
