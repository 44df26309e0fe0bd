/** What the value of a Cognito parameter means here. */
import * as l10n from "@vscode/l10n";
import { isUserPoolId } from "../../events/cognito";
import { pageStatuses } from "./parameters/statuses";
import { valueWords } from "./parameters/values";
import { memberOf, wordsFor } from "./words";

/** Parameters with the same values as another one. */
const likes: Readonly<Record<string, string>> = {
  availablechallenges: "challengename",
  preferredchallenge: "challengename",
  preferredmfasetting: "challengename",
  usermfasettinglist: "challengename",
  desireddeliverymediums: "deliverymedium",
};

/** `keys` has no list positions; the innermost key is last. */
export function meaningOf(keys: readonly string[], value: unknown): string | undefined {
  const key = keys.at(-1) ?? "";
  // a list with one element, as page events have it, means what its element means
  const single: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof single === "number" || typeof single === "string") {
    const text = String(single);
    if (key === "status" && keys.at(-2) === "responseParameters")
      return wordsFor(pageStatuses(), text.replace(/\.0$/, ""));
    if (key.toLowerCase() === "userpoolid") return regionWords(text);
    const name = key.toLowerCase();
    const values = memberOf(valueWords(), wordsFor(likes, name) ?? name)?.[1];
    return values && wordsFor(values, text);
  }
  return undefined;
}

/** The part before the last underscore. In pools of emulators it is another word, not a Region. */
function regionWords(pool: string): string | undefined {
  const region = pool.slice(0, pool.lastIndexOf("_"));
  if (!isUserPoolId(pool) || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return undefined;
  return l10n.t("The user pool is in Region {0}.", region);
}
