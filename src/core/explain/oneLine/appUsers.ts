/**
 * Cognito user pools: calls of apps. A sub names the user an event is about; in a failed call, the account that was
 * tried.
 */
import * as l10n from "@vscode/l10n";
import { isRefresh, sub } from "./needs";
import { type Rows, row } from "./row";

export const appUsers: Rows = {
  InitiateAuth: [
    row(
      [isRefresh, sub],
      (...of) => l10n.t("{0} renewed the tokens of user {1}", ...of),
      (...of) => l10n.t("{0} tried to renew the tokens of user {1}", ...of),
    ),
    row(
      [isRefresh],
      (...of) => l10n.t("{0} renewed a user's tokens", ...of),
      (...of) => l10n.t("{0} tried to renew a user's tokens", ...of),
    ),
    row(
      [sub],
      (...of) => l10n.t("{0} began a sign-in as user {1}", ...of),
      (...of) => l10n.t("{0} tried to sign in as user {1}", ...of),
    ),
    row(
      [],
      (...of) => l10n.t("{0} began a sign-in", ...of),
      (...of) => l10n.t("{0} tried to sign in", ...of),
    ),
  ],
  AdminInitiateAuth: [
    row(
      [isRefresh, sub],
      (...of) => l10n.t("{0} renewed the tokens of user {1}", ...of),
      (...of) => l10n.t("{0} tried to renew the tokens of user {1}", ...of),
    ),
    row(
      [sub],
      (...of) => l10n.t("{0} began a sign-in for user {1}", ...of),
      (...of) => l10n.t("{0} tried to begin a sign-in for user {1}", ...of),
    ),
    row(
      [],
      (...of) => l10n.t("{0} began a sign-in for a user", ...of),
      (...of) => l10n.t("{0} tried to begin a sign-in for a user", ...of),
    ),
  ],
  RespondToAuthChallenge: [
    row(
      ["challengeName", sub],
      (...of) => l10n.t("{0} answered the challenge {1} in a sign-in as user {2}", ...of),
      (...of) => l10n.t("{0} tried to answer the challenge {1} in a sign-in as user {2}", ...of),
    ),
    row(
      ["challengeName"],
      (...of) => l10n.t("{0} answered the challenge {1} in a sign-in", ...of),
      (...of) => l10n.t("{0} tried to answer the challenge {1} in a sign-in", ...of),
    ),
  ],
  AdminRespondToAuthChallenge: row(
    ["challengeName"],
    (...of) => l10n.t("{0} answered the challenge {1} in a user's sign-in", ...of),
    (...of) => l10n.t("{0} tried to answer the challenge {1} in a user's sign-in", ...of),
  ),
  SignUp: [
    row(
      [sub],
      (...of) => l10n.t("{0} signed up as new user {1}", ...of),
      (...of) => l10n.t("{0} tried to sign up as user {1}", ...of),
    ),
    row(
      [],
      (...of) => l10n.t("{0} signed up as a new user", ...of),
      (...of) => l10n.t("{0} tried to sign up as a new user", ...of),
    ),
  ],
  ConfirmSignUp: [
    row(
      [sub],
      (...of) => l10n.t("{0} confirmed the account of user {1} with a code", ...of),
      (...of) => l10n.t("{0} tried to confirm the account of user {1} with a code", ...of),
    ),
    row(
      [],
      (...of) => l10n.t("{0} confirmed an account with a code", ...of),
      (...of) => l10n.t("{0} tried to confirm an account with a code", ...of),
    ),
  ],
  ResendConfirmationCode: [
    row(
      [sub],
      (...of) => l10n.t("{0} asked for a new confirmation code for user {1}", ...of),
      (...of) => l10n.t("{0} tried to ask for a new confirmation code for user {1}", ...of),
    ),
    row(
      [],
      (...of) => l10n.t("{0} asked for a new confirmation code", ...of),
      (...of) => l10n.t("{0} tried to ask for a new confirmation code", ...of),
    ),
  ],
  ForgotPassword: [
    row(
      [sub],
      (...of) => l10n.t("{0} asked for a code to reset the password of user {1}", ...of),
      (...of) => l10n.t("{0} tried to ask for a code to reset the password of user {1}", ...of),
    ),
    row(
      [],
      (...of) => l10n.t("{0} asked for a code to reset a password", ...of),
      (...of) => l10n.t("{0} tried to ask for a code to reset a password", ...of),
    ),
  ],
  ConfirmForgotPassword: [
    row(
      [sub],
      (...of) => l10n.t("{0} set a new password for user {1} with a code", ...of),
      (...of) => l10n.t("{0} tried to set a new password for user {1} with a code", ...of),
    ),
    row(
      [],
      (...of) => l10n.t("{0} set a new password with a code", ...of),
      (...of) => l10n.t("{0} tried to set a new password with a code", ...of),
    ),
  ],
  ChangePassword: [
    row(
      [sub],
      (...of) => l10n.t("{0} changed the password of user {1}", ...of),
      (...of) => l10n.t("{0} tried to change the password of user {1}", ...of),
    ),
    row(
      [],
      (...of) => l10n.t("{0} changed a user's password", ...of),
      (...of) => l10n.t("{0} tried to change a user's password", ...of),
    ),
  ],
  GetUser: row(
    [sub],
    (...of) => l10n.t("{0} read the profile of user {1}", ...of),
    (...of) => l10n.t("{0} tried to read the profile of user {1}", ...of),
  ),
  UpdateUserAttributes: row(
    [sub],
    (...of) => l10n.t("{0} changed the profile of user {1}", ...of),
    (...of) => l10n.t("{0} tried to change the profile of user {1}", ...of),
  ),
  DeleteUser: row(
    [sub],
    (...of) => l10n.t("{0} deleted user {1}", ...of),
    (...of) => l10n.t("{0} tried to delete user {1}", ...of),
  ),
  GlobalSignOut: row(
    [sub],
    (...of) => l10n.t("{0} signed user {1} out everywhere", ...of),
    (...of) => l10n.t("{0} tried to sign user {1} out everywhere", ...of),
  ),
  RevokeToken: row(
    [],
    (...of) => l10n.t("{0} revoked a refresh token", ...of),
    (...of) => l10n.t("{0} tried to revoke a refresh token", ...of),
  ),
};
