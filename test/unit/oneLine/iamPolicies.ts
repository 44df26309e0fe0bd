import type { Case } from "./case";

export const iamPolicies: readonly Case[] = [
  [
    "AttachUserPolicy",
    { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess", userName: "bob" },
    "attached policy ReadOnlyAccess to IAM user bob",
    "attach policy ReadOnlyAccess to IAM user bob",
  ],
  [
    "DetachUserPolicy",
    { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess", userName: "bob" },
    "detached policy ReadOnlyAccess from IAM user bob",
    "detach policy ReadOnlyAccess from IAM user bob",
  ],
  [
    "PutUserPolicy",
    { policyName: "p", userName: "bob" },
    "wrote inline policy p of IAM user bob",
    "write inline policy p of IAM user bob",
  ],
  [
    "DeleteUserPolicy",
    { policyName: "p", userName: "bob" },
    "deleted inline policy p of IAM user bob",
    "delete inline policy p of IAM user bob",
  ],
  [
    "AttachGroupPolicy",
    { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess", groupName: "admins" },
    "attached policy ReadOnlyAccess to IAM group admins",
    "attach policy ReadOnlyAccess to IAM group admins",
  ],
  [
    "DetachGroupPolicy",
    { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess", groupName: "admins" },
    "detached policy ReadOnlyAccess from IAM group admins",
    "detach policy ReadOnlyAccess from IAM group admins",
  ],
  [
    "PutGroupPolicy",
    { policyName: "p", groupName: "admins" },
    "wrote inline policy p of IAM group admins",
    "write inline policy p of IAM group admins",
  ],
  [
    "DeleteGroupPolicy",
    { policyName: "p", groupName: "admins" },
    "deleted inline policy p of IAM group admins",
    "delete inline policy p of IAM group admins",
  ],
  ["CreateGroup", { groupName: "admins" }, "created IAM group admins", "create IAM group admins"],
  ["DeleteGroup", { groupName: "admins" }, "deleted IAM group admins", "delete IAM group admins"],
  [
    "AddUserToGroup",
    { userName: "bob", groupName: "admins" },
    "added IAM user bob to IAM group admins",
    "add IAM user bob to IAM group admins",
  ],
  [
    "RemoveUserFromGroup",
    { userName: "bob", groupName: "admins" },
    "removed IAM user bob from IAM group admins",
    "remove IAM user bob from IAM group admins",
  ],
  ["CreatePolicy", { policyName: "p" }, "created policy p", "create policy p"],
  [
    "DeletePolicy",
    { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    "deleted policy ReadOnlyAccess",
    "delete policy ReadOnlyAccess",
  ],
  [
    "CreatePolicyVersion",
    { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    "wrote a new version of policy ReadOnlyAccess",
    "write a new version of policy ReadOnlyAccess",
  ],
  [
    "DeletePolicyVersion",
    { versionId: "v2", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    "deleted version v2 of policy ReadOnlyAccess",
    "delete version v2 of policy ReadOnlyAccess",
  ],
  [
    "SetDefaultPolicyVersion",
    { versionId: "v2", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    "made version v2 of policy ReadOnlyAccess the one in force",
    "make version v2 of policy ReadOnlyAccess the one in force",
  ],
];
