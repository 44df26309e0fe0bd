/** AWS IAM: policies of users and groups, groups, managed policies. */
import * as l10n from "@vscode/l10n";
import { named } from "./needs";
import { type Rows, row } from "./row";

export const iamPolicies: Rows = {
  AttachUserPolicy: row(
    [named("policyArn"), "userName"],
    (...of) => l10n.t("{0} attached policy {1} to IAM user {2}", ...of),
    (...of) => l10n.t("{0} tried to attach policy {1} to IAM user {2}", ...of),
  ),
  DetachUserPolicy: row(
    [named("policyArn"), "userName"],
    (...of) => l10n.t("{0} detached policy {1} from IAM user {2}", ...of),
    (...of) => l10n.t("{0} tried to detach policy {1} from IAM user {2}", ...of),
  ),
  PutUserPolicy: row(
    ["policyName", "userName"],
    (...of) => l10n.t("{0} wrote inline policy {1} of IAM user {2}", ...of),
    (...of) => l10n.t("{0} tried to write inline policy {1} of IAM user {2}", ...of),
  ),
  DeleteUserPolicy: row(
    ["policyName", "userName"],
    (...of) => l10n.t("{0} deleted inline policy {1} of IAM user {2}", ...of),
    (...of) => l10n.t("{0} tried to delete inline policy {1} of IAM user {2}", ...of),
  ),
  AttachGroupPolicy: row(
    [named("policyArn"), "groupName"],
    (...of) => l10n.t("{0} attached policy {1} to IAM group {2}", ...of),
    (...of) => l10n.t("{0} tried to attach policy {1} to IAM group {2}", ...of),
  ),
  DetachGroupPolicy: row(
    [named("policyArn"), "groupName"],
    (...of) => l10n.t("{0} detached policy {1} from IAM group {2}", ...of),
    (...of) => l10n.t("{0} tried to detach policy {1} from IAM group {2}", ...of),
  ),
  PutGroupPolicy: row(
    ["policyName", "groupName"],
    (...of) => l10n.t("{0} wrote inline policy {1} of IAM group {2}", ...of),
    (...of) => l10n.t("{0} tried to write inline policy {1} of IAM group {2}", ...of),
  ),
  DeleteGroupPolicy: row(
    ["policyName", "groupName"],
    (...of) => l10n.t("{0} deleted inline policy {1} of IAM group {2}", ...of),
    (...of) => l10n.t("{0} tried to delete inline policy {1} of IAM group {2}", ...of),
  ),
  CreateGroup: row(
    ["groupName"],
    (...of) => l10n.t("{0} created IAM group {1}", ...of),
    (...of) => l10n.t("{0} tried to create IAM group {1}", ...of),
  ),
  DeleteGroup: row(
    ["groupName"],
    (...of) => l10n.t("{0} deleted IAM group {1}", ...of),
    (...of) => l10n.t("{0} tried to delete IAM group {1}", ...of),
  ),
  AddUserToGroup: row(
    ["userName", "groupName"],
    (...of) => l10n.t("{0} added IAM user {1} to IAM group {2}", ...of),
    (...of) => l10n.t("{0} tried to add IAM user {1} to IAM group {2}", ...of),
  ),
  RemoveUserFromGroup: row(
    ["userName", "groupName"],
    (...of) => l10n.t("{0} removed IAM user {1} from IAM group {2}", ...of),
    (...of) => l10n.t("{0} tried to remove IAM user {1} from IAM group {2}", ...of),
  ),
  CreatePolicy: row(
    ["policyName"],
    (...of) => l10n.t("{0} created policy {1}", ...of),
    (...of) => l10n.t("{0} tried to create policy {1}", ...of),
  ),
  DeletePolicy: row(
    [named("policyArn")],
    (...of) => l10n.t("{0} deleted policy {1}", ...of),
    (...of) => l10n.t("{0} tried to delete policy {1}", ...of),
  ),
  CreatePolicyVersion: row(
    [named("policyArn")],
    (...of) => l10n.t("{0} wrote a new version of policy {1}", ...of),
    (...of) => l10n.t("{0} tried to write a new version of policy {1}", ...of),
  ),
  DeletePolicyVersion: row(
    ["versionId", named("policyArn")],
    (...of) => l10n.t("{0} deleted version {1} of policy {2}", ...of),
    (...of) => l10n.t("{0} tried to delete version {1} of policy {2}", ...of),
  ),
  SetDefaultPolicyVersion: row(
    ["versionId", named("policyArn")],
    (...of) => l10n.t("{0} made version {1} of policy {2} the one in force", ...of),
    (...of) => l10n.t("{0} tried to make version {1} of policy {2} the one in force", ...of),
  ),
};
