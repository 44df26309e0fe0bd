/** Errors when registering, confirming and changing accounts. */
import * as l10n from "@vscode/l10n";
import type { Rule } from "./rule";

export const accountsErrors: readonly Rule[] = [
  {
    codes: ["UsernameExistsException"],
    on: /^(SignUp|AdminCreateUser|RespondToAuthChallenge|AdminRespondToAuthChallenge)$/,
    message:
      /^User (account )?already exists|^An account with the (given )?(email|phone_number|username) already exists/i,
    words: () => ({
      what: l10n.t("The user name, or an email address or phone number used as one, is taken."),
      side: "user",
      next: l10n.t("The person can sign in or reset the password instead."),
    }),
  },
  {
    codes: ["AliasExistsException"],
    message:
      /^An account with the (given )?(email|phone_number|phone number|preferred_username) already exists|^Already found an entry for username/i,
    words: () => ({
      what: l10n.t(
        "Another account already signs in with this email address, phone number or preferred name, or the external identity is already linked.",
      ),
      side: "user",
      next: l10n.t("Find the other account; forceAliasCreation would move the address to the new one."),
    }),
  },
  {
    codes: ["InvalidPasswordException"],
    message: /^Password (did|does) not conform (with|to) (the )?(password )?policy/i,
    words: () => ({
      what: l10n.t("The new password does not meet the user pool's rules; the message says which."),
      side: "user",
      next: l10n.t("Choose another password."),
    }),
  },
  {
    codes: ["PasswordHistoryPolicyViolationException"],
    message: /^Password (has|was) (previously|already) (been )?used|password history/i,
    words: () => ({
      what: l10n.t("The new password was used before, and the user pool does not allow that."),
      side: "user",
      next: l10n.t("Choose another password."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    on: /^(ConfirmSignUp|AdminConfirmSignUp)$/,
    message: /^User cannot be confirmed\. Current status is (\w+)/i,
    words: (found) => ({
      what: l10n.t("The account needs no confirmation: its status at that moment was {0}.", found),
      side: "user",
      next: l10n.t("Nothing needs to be done if it is CONFIRMED: often the link or button was used twice."),
    }),
  },
  {
    codes: ["InvalidParameterException"],
    on: /^(ResendConfirmationCode|ConfirmSignUp)$/,
    message: /^User is already confirmed/i,
    words: () => ({
      what: l10n.t("The account is already confirmed; no code is needed."),
      side: "user",
      next: l10n.t("The user can sign in."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    on: /^SignUp$/,
    message: /^SignUp is not permitted for this user pool/i,
    words: () => ({
      what: l10n.t("This user pool lets only administrators create accounts."),
      side: "settings",
      next: l10n.t("Create the account with AdminCreateUser, or allow self sign-up in the user pool."),
    }),
  },
  {
    codes: ["NotAuthorizedException"],
    message: /^A client attempted to write unauthorized attribute/i,
    words: () => ({
      what: l10n.t("The app client is not allowed to write one of the attributes that were sent."),
      side: "settings",
      next: l10n.t("Allow it in the app client's write attributes, or leave out the attribute."),
    }),
  },
  {
    codes: ["InvalidParameterException"],
    message: /^Attributes did not conform to the schema/i,
    words: () => ({
      what: l10n.t("An attribute is missing or does not fit the user pool's schema; the message names it."),
      side: "app",
      next: l10n.t("Correct what the app sends."),
    }),
  },
  {
    codes: ["InvalidParameterException"],
    message:
      /^Username should be (either )?an email|^Invalid (email address|phone number) format|^Username cannot be of email format/i,
    words: () => ({
      what: l10n.t("The user name, email address or phone number does not have the form that this user pool requires."),
      side: "app",
      next: l10n.t("Correct the value; phone numbers begin with + and the country code."),
    }),
  },
  {
    codes: ["UnsupportedUserStateException"],
    message: /^Resend not possible|status is not FORCE_CHANGE_PASSWORD|^User account (is )?(already )?/i,
    words: () => ({
      what: l10n.t(
        "The account's state does not allow this; an invitation can be sent again only while the temporary password is unused.",
      ),
      side: "admin",
      next: l10n.t("Look up the user's status; reset the password instead."),
    }),
  },
];
