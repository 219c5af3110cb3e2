import { METHODS } from "./methods.ts";

/** What a page runs before the snippet has loaded: it keeps the calls, in their order. */
export const STUB = `window.rekindle = window.rekindle || [];
"${METHODS.join(" ")}".split(" ").forEach(function (name) {
  if (!rekindle.loaded) rekindle[name] = function () {
    rekindle[rekindle.length] = [name, [].slice.call(arguments)];
  };
});`;
