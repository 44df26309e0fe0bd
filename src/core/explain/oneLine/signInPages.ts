/** Cognito user pools: pages and endpoints. */
import * as l10n from "@vscode/l10n";
import { grant, sub } from "./needs";
import { type Rows, row } from "./row";

export const signInPages: Rows = {
  Token_POST: [
    row(
      [grant],
      (...of) => l10n.t("{0} asked the token endpoint for tokens (grant {1})", ...of),
      (...of) => l10n.t("{0} tried to ask the token endpoint for tokens (grant {1})", ...of),
    ),
    row(
      [],
      (...of) => l10n.t("{0} asked the token endpoint for tokens", ...of),
      (...of) => l10n.t("{0} tried to ask the token endpoint for tokens", ...of),
    ),
  ],
  OAuth2_Authorize_GET: row(
    [],
    (...of) => l10n.t("{0} called the authorize endpoint", ...of),
    (...of) => l10n.t("{0} tried to call the authorize endpoint", ...of),
  ),
  Login_GET: row(
    [],
    (...of) => l10n.t("{0} opened the sign-in page", ...of),
    (...of) => l10n.t("{0} tried to open the sign-in page", ...of),
  ),
  CognitoAuthentication: row(
    [],
    (...of) => l10n.t("{0} used the sign-in page", ...of),
    (...of) => l10n.t("{0} tried to use the sign-in page", ...of),
  ),
  login_POST: row(
    [],
    (...of) => l10n.t("{0} submitted the sign-in page", ...of),
    (...of) => l10n.t("{0} tried to submit the sign-in page", ...of),
  ),
  Signup_POST: row(
    [],
    (...of) => l10n.t("{0} submitted the sign-up page", ...of),
    (...of) => l10n.t("{0} tried to submit the sign-up page", ...of),
  ),
  signup_POST: row(
    [],
    (...of) => l10n.t("{0} submitted the sign-up page", ...of),
    (...of) => l10n.t("{0} tried to submit the sign-up page", ...of),
  ),
  Confirm_POST: [
    row(
      [sub],
      (...of) => l10n.t("{0} submitted the confirmation page for user {1}", ...of),
      (...of) => l10n.t("{0} tried to submit the confirmation page for user {1}", ...of),
    ),
    row(
      [],
      (...of) => l10n.t("{0} submitted the confirmation page", ...of),
      (...of) => l10n.t("{0} tried to submit the confirmation page", ...of),
    ),
  ],
  ForgotPassword_POST: row(
    [],
    (...of) => l10n.t("{0} submitted the page for a forgotten password", ...of),
    (...of) => l10n.t("{0} tried to submit the page for a forgotten password", ...of),
  ),
  forgotPassword_POST: row(
    [],
    (...of) => l10n.t("{0} submitted the page for a forgotten password", ...of),
    (...of) => l10n.t("{0} tried to submit the page for a forgotten password", ...of),
  ),
  Logout: row(
    [],
    (...of) => l10n.t("{0} called the sign-out endpoint", ...of),
    (...of) => l10n.t("{0} tried to call the sign-out endpoint", ...of),
  ),
};
