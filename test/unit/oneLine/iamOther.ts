import type { Case } from "./case";

export const iamOther: readonly Case[] = [
  [
    "CreateInstanceProfile",
    { instanceProfileName: "web" },
    "created instance profile web",
    "create instance profile web",
  ],
  [
    "AddRoleToInstanceProfile",
    { roleName: "Deploy", instanceProfileName: "web" },
    "put role Deploy into instance profile web",
    "put role Deploy into instance profile web",
  ],
  [
    "EnableMFADevice",
    { userName: "bob" },
    "turned on an MFA device of IAM user bob",
    "turn on an MFA device of IAM user bob",
  ],
  [
    "DeactivateMFADevice",
    { userName: "bob" },
    "turned off an MFA device of IAM user bob",
    "turn off an MFA device of IAM user bob",
  ],
  [
    "CreateVirtualMFADevice",
    { virtualMFADeviceName: "phone" },
    "created virtual MFA device phone",
    "create virtual MFA device phone",
  ],
  ["CreateSAMLProvider", { name: "main" }, "created SAML identity provider main", "create SAML identity provider main"],
  [
    "CreateOpenIDConnectProvider",
    { url: "id.example" },
    "created an OpenID Connect identity provider for id.example",
    "create an OpenID Connect identity provider for id.example",
  ],
  [
    "CreateServiceLinkedRole",
    { aWSServiceName: "ecs.amazonaws.com" },
    "created the service-linked role of ecs.amazonaws.com",
    "create the service-linked role of ecs.amazonaws.com",
  ],
  ["UpdateAccountPasswordPolicy", {}, "changed the account's password policy", "change the account's password policy"],
  ["DeleteAccountPasswordPolicy", {}, "removed the account's password policy", "remove the account's password policy"],
  ["CreateAccountAlias", { accountAlias: "sample" }, "set the account alias sample", "set the account alias sample"],
];
