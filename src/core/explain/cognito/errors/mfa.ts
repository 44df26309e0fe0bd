/** Errors about second factors. */
import * as l10n from "@vscode/l10n";
import type { Rule } from "./rule";

export const mfaErrors: readonly Rule[] = [
  {
    codes: ["EnableSoftwareTokenMFAException"],
    message: /^Code mismatch/i,
    words: () => ({
      what: l10n.t("The first code from the authenticator app was wrong, so the app was not set up."),
      side: "user",
      next: l10n.t("Scan the newest QR code, check the phone's clock and enter the next code."),
    }),
  },
  {
    codes: ["SoftwareTokenMFANotFoundException"],
    message:
      /^Software Token MFA has not been enabled|^Software token TOTP (multi-factor authentication )?(\(MFA\) )?(is )?not (enabled|found)/i,
    words: () => ({
      what: l10n.t("Authenticator apps (TOTP) are not enabled in the user pool, or this user has none."),
      side: "settings",
      next: l10n.t("Enable TOTP in the user pool's MFA settings, or let the user set one up first."),
    }),
  },
  {
    codes: ["MFAMethodNotFoundException"],
    message: /\bMFA\b/i,
    words: () => ({
      what: l10n.t("No MFA method is possible: the user has set up none of those that the user pool allows."),
      side: "settings",
      next: l10n.t("Compare the settings of the user pool and the app client with what the app does."),
    }),
  },
  {
    codes: ["InvalidParameterException"],
    on: /^(Admin)?SetUserMFAPreference$/,
    message: /^User (has not|does not have) (verified|set up|delivery config set)/i,
    words: () => ({
      what: l10n.t("The user has not finished setting up the MFA method that was to be enabled."),
      side: "app",
      next: l10n.t("Finish the setup first, with VerifySoftwareToken for TOTP."),
    }),
  },
];
