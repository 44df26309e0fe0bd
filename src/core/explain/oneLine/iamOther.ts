/** AWS IAM: instance profiles, MFA devices, identity providers, settings of the account. */
import * as l10n from "@vscode/l10n";
import { type Rows, row } from "./row";

export const iamOther: Rows = {
  CreateInstanceProfile: row(
    ["instanceProfileName"],
    (...of) => l10n.t("{0} created instance profile {1}", ...of),
    (...of) => l10n.t("{0} tried to create instance profile {1}", ...of),
  ),
  AddRoleToInstanceProfile: row(
    ["roleName", "instanceProfileName"],
    (...of) => l10n.t("{0} put role {1} into instance profile {2}", ...of),
    (...of) => l10n.t("{0} tried to put role {1} into instance profile {2}", ...of),
  ),
  EnableMFADevice: row(
    ["userName"],
    (...of) => l10n.t("{0} turned on an MFA device of IAM user {1}", ...of),
    (...of) => l10n.t("{0} tried to turn on an MFA device of IAM user {1}", ...of),
  ),
  DeactivateMFADevice: row(
    ["userName"],
    (...of) => l10n.t("{0} turned off an MFA device of IAM user {1}", ...of),
    (...of) => l10n.t("{0} tried to turn off an MFA device of IAM user {1}", ...of),
  ),
  CreateVirtualMFADevice: row(
    ["virtualMFADeviceName"],
    (...of) => l10n.t("{0} created virtual MFA device {1}", ...of),
    (...of) => l10n.t("{0} tried to create virtual MFA device {1}", ...of),
  ),
  CreateSAMLProvider: row(
    ["name"],
    (...of) => l10n.t("{0} created SAML identity provider {1}", ...of),
    (...of) => l10n.t("{0} tried to create SAML identity provider {1}", ...of),
  ),
  CreateOpenIDConnectProvider: row(
    ["url"],
    (...of) => l10n.t("{0} created an OpenID Connect identity provider for {1}", ...of),
    (...of) => l10n.t("{0} tried to create an OpenID Connect identity provider for {1}", ...of),
  ),
  CreateServiceLinkedRole: row(
    ["aWSServiceName"],
    (...of) => l10n.t("{0} created the service-linked role of {1}", ...of),
    (...of) => l10n.t("{0} tried to create the service-linked role of {1}", ...of),
  ),
  UpdateAccountPasswordPolicy: row(
    [],
    (...of) => l10n.t("{0} changed the account's password policy", ...of),
    (...of) => l10n.t("{0} tried to change the account's password policy", ...of),
  ),
  DeleteAccountPasswordPolicy: row(
    [],
    (...of) => l10n.t("{0} removed the account's password policy", ...of),
    (...of) => l10n.t("{0} tried to remove the account's password policy", ...of),
  ),
  CreateAccountAlias: row(
    ["accountAlias"],
    (...of) => l10n.t("{0} set the account alias {1}", ...of),
    (...of) => l10n.t("{0} tried to set the account alias {1}", ...of),
  ),
};
