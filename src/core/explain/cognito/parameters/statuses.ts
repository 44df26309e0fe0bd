/** The HTTP status of a page or endpoint event: it proves less than it seems to. */
import * as l10n from "@vscode/l10n";
import type { Words } from "../words";

export const pageStatuses = (): Words => ({
  200: l10n.t(
    "HTTP 200: the page or the answer was delivered. A page that shows an error can have 200 too, so this alone proves no success.",
  ),
  302: l10n.t(
    "HTTP 302: the browser was sent on to another address, after a success or after a failure. Where to is not in the record.",
  ),
  400: l10n.t(
    "HTTP 400: the request was refused as wrong, for instance a code that was used or has expired, or a value that does not fit the app client.",
  ),
  401: l10n.t("HTTP 401: the credentials or the token were not accepted."),
  403: l10n.t("HTTP 403: the request was forbidden, for instance by an AWS WAF rule or a missing form token."),
  404: l10n.t("HTTP 404: there is nothing at this address."),
  405: l10n.t("HTTP 405: this address does not take this kind of request."),
  429: l10n.t("HTTP 429: too many requests in a short time."),
});
