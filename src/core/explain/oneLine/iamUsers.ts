/** AWS IAM: users and what they sign in with. */
import * as l10n from "@vscode/l10n";
import { answered } from "./needs";
import { type Rows, row } from "./row";

export const iamUsers: Rows = {
  CreateUser: row(
    ["userName"],
    (...of) => l10n.t("{0} created IAM user {1}", ...of),
    (...of) => l10n.t("{0} tried to create IAM user {1}", ...of),
  ),
  UpdateUser: [
    row(
      ["userName", "newUserName"],
      (...of) => l10n.t("{0} renamed IAM user {1} to {2}", ...of),
      (...of) => l10n.t("{0} tried to rename IAM user {1} to {2}", ...of),
    ),
    row(
      ["userName"],
      (...of) => l10n.t("{0} changed IAM user {1}", ...of),
      (...of) => l10n.t("{0} tried to change IAM user {1}", ...of),
    ),
  ],
  DeleteUser: row(
    ["userName"],
    (...of) => l10n.t("{0} deleted IAM user {1}", ...of),
    (...of) => l10n.t("{0} tried to delete IAM user {1}", ...of),
  ),
  GetUser: row(
    ["userName"],
    (...of) => l10n.t("{0} read IAM user {1}", ...of),
    (...of) => l10n.t("{0} tried to read IAM user {1}", ...of),
  ),
  ListUsers: row(
    [],
    (...of) => l10n.t("{0} listed the IAM users", ...of),
    (...of) => l10n.t("{0} tried to list the IAM users", ...of),
  ),
  CreateAccessKey: [
    row(["userName", answered("accessKey.accessKeyId")], (...of) =>
      l10n.t("{0} created access key {2} for IAM user {1}", ...of),
    ),
    row(
      ["userName"],
      (...of) => l10n.t("{0} created an access key for IAM user {1}", ...of),
      (...of) => l10n.t("{0} tried to create an access key for IAM user {1}", ...of),
    ),
    row([answered("accessKey.accessKeyId")], (...of) => l10n.t("{0} created access key {1}", ...of)),
    row(
      [],
      (...of) => l10n.t("{0} created an access key", ...of),
      (...of) => l10n.t("{0} tried to create an access key", ...of),
    ),
  ],
  UpdateAccessKey: row(
    ["accessKeyId", "status"],
    (...of) => l10n.t("{0} set access key {1} to {2}", ...of),
    (...of) => l10n.t("{0} tried to set access key {1} to {2}", ...of),
  ),
  DeleteAccessKey: row(
    ["accessKeyId"],
    (...of) => l10n.t("{0} deleted access key {1}", ...of),
    (...of) => l10n.t("{0} tried to delete access key {1}", ...of),
  ),
  ListAccessKeys: row(
    ["userName"],
    (...of) => l10n.t("{0} listed the access keys of IAM user {1}", ...of),
    (...of) => l10n.t("{0} tried to list the access keys of IAM user {1}", ...of),
  ),
  CreateLoginProfile: row(
    ["userName"],
    (...of) => l10n.t("{0} gave IAM user {1} a console password", ...of),
    (...of) => l10n.t("{0} tried to give IAM user {1} a console password", ...of),
  ),
  UpdateLoginProfile: row(
    ["userName"],
    (...of) => l10n.t("{0} changed the console password of IAM user {1}", ...of),
    (...of) => l10n.t("{0} tried to change the console password of IAM user {1}", ...of),
  ),
  DeleteLoginProfile: row(
    ["userName"],
    (...of) => l10n.t("{0} removed the console password of IAM user {1}", ...of),
    (...of) => l10n.t("{0} tried to remove the console password of IAM user {1}", ...of),
  ),
  ChangePassword: row(
    [],
    (...of) => l10n.t("{0} changed their own password", ...of),
    (...of) => l10n.t("{0} tried to change their own password", ...of),
  ),
};
