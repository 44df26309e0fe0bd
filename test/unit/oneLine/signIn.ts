import type { Case } from "./case";

export const signIn: readonly Case[] = [
  [
    "ConsoleLogin",
    {},
    "signed in to the AWS Management Console with MFA",
    "",
    { additionalEventData: { MFAUsed: "Yes" } },
  ],
  [
    "ConsoleLogin",
    {},
    "signed in to the AWS Management Console without MFA",
    "",
    { additionalEventData: { MFAUsed: "No" } },
  ],
  ["ConsoleLogin", {}, "signed in to the AWS Management Console", "sign in to the AWS Management Console"],
  [
    "SwitchRole",
    {},
    "switched to a role in the AWS Management Console",
    "switch to a role in the AWS Management Console",
  ],
  [
    "ExitRole",
    {},
    "switched back from a role in the AWS Management Console",
    "switch back from a role in the AWS Management Console",
  ],
  [
    "RenewRole",
    {},
    "renewed a role's session in the AWS Management Console",
    "renew a role's session in the AWS Management Console",
  ],
  ["CheckMfa", {}, "was asked for MFA at a sign-in", "pass the MFA check of a sign-in"],
  [
    "GetSigninToken",
    {},
    "fetched a token for signing in to the console",
    "fetch a token for signing in to the console",
  ],
  [
    "PasswordRecoveryRequested",
    {},
    "asked for a new password for the root user",
    "ask for a new password for the root user",
  ],
  ["PasswordRecoveryCompleted", {}, "set a new password for the root user", "set a new password for the root user"],
  ["PasswordUpdated", {}, "changed the password of the root user", "change the password of the root user"],
  ["EmailUpdated", {}, "changed the email address of the root user", "change the email address of the root user"],
];
