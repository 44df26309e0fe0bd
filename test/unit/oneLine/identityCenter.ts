import type { Case } from "./case";

export const identityCenter: readonly Case[] = [
  [
    "CredentialChallenge",
    {},
    "was asked for a credential at a sign-in to IAM Identity Center",
    "answer a sign-in step of IAM Identity Center",
  ],
  [
    "CredentialVerification",
    {},
    "passed a credential check at a sign-in to IAM Identity Center",
    "pass a credential check at a sign-in to IAM Identity Center",
  ],
  ["UserAuthentication", {}, "signed in to IAM Identity Center", "sign in to IAM Identity Center"],
  ["Federate", {}, "opened an account from IAM Identity Center", "open an account from IAM Identity Center"],
];
