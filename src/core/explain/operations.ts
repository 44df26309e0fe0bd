/** Events that are not API operations, so AWS's texts do not have them: what each is, in our own words. */
import * as l10n from "@vscode/l10n";

type Rows = Readonly<Record<string, () => string>>;

const signIn: Rows = {
  ConsoleLogin: () => l10n.t("Somebody signed in to the AWS console, or tried to: responseElements says how it ended."),
  CheckMfa: () => l10n.t("The sign-in page asked for MFA."),
  CredentialChallenge: () => l10n.t("IAM Identity Center asked for a proof: a password, a code or a key."),
  CredentialVerification: () => l10n.t("IAM Identity Center checked the proof that was given."),
  UserAuthentication: () => l10n.t("A sign-in to IAM Identity Center as a whole: how it ended."),
  ExternalIdPDirectoryLogin: () =>
    l10n.t("Somebody signed in through an identity provider outside of AWS, or tried to."),
  GetSigninToken: () => l10n.t("Temporary credentials were exchanged for a link that signs in to the AWS console."),
  SwitchRole: () => l10n.t("Somebody in the console switched to another role."),
  ExitRole: () => l10n.t("Somebody in the console left a role and went back to their own identity."),
  RenewRole: () => l10n.t("The console renewed the session of a role."),
  PasswordUpdated: () => l10n.t("The root user's password was changed."),
  PasswordRecoveryRequested: () => l10n.t("Somebody asked to reset the root user's password."),
  PasswordRecoveryCompleted: () => l10n.t("The root user's password was reset."),
  EmailUpdated: () => l10n.t("The root user's email address was changed."),
};

const identityCenter: Rows = {
  Authenticate: () => l10n.t("A user signed in to the AWS access portal."),
  Federate: () => l10n.t("A user went from the AWS access portal into an account or an application."),
  Logout: () => l10n.t("A user signed out of the AWS access portal."),
};

const keys: Rows = {
  RotateKey: () => l10n.t("AWS KMS gave a key new key material, on schedule or on demand."),
  DeleteKey: () => l10n.t("AWS KMS deleted a key after its waiting period."),
  SynchronizeMultiRegionKey: () => l10n.t("AWS KMS copied a setting from a multi-Region key to its replicas."),
};

const secrets: Rows = {
  RotationStarted: () => l10n.t("AWS Secrets Manager began to rotate a secret."),
  RotationSucceeded: () => l10n.t("The rotation of a secret succeeded."),
  RotationFailed: () => l10n.t("The rotation of a secret failed."),
  RotationAbandoned: () => l10n.t("AWS Secrets Manager gave up a rotation and started another."),
};

const organizations: Rows = {
  CreateAccountResult: () => l10n.t("AWS Organizations finished the creation of an account: how it ended."),
};

const bySource: Readonly<Record<string, Rows>> = {
  "signin.amazonaws.com": signIn,
  "sso.amazonaws.com": identityCenter,
  "kms.amazonaws.com": keys,
  "secretsmanager.amazonaws.com": secrets,
  "organizations.amazonaws.com": organizations,
};

/** Undefined if there is no row. Names come from the log. */
export function ownWords(eventSource: string, eventName: string): string | undefined {
  const rows = Object.hasOwn(bySource, eventSource) ? bySource[eventSource] : undefined;
  return rows && Object.hasOwn(rows, eventName) ? rows[eventName]?.() : undefined;
}
