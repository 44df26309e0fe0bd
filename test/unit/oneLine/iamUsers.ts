import type { Case } from "./case";

export const iamUsers: readonly Case[] = [
  ["CreateUser", { userName: "bob" }, "created IAM user bob", "create IAM user bob"],
  ["UpdateUser", { userName: "bob", newUserName: "rob" }, "renamed IAM user bob to rob", "rename IAM user bob to rob"],
  ["UpdateUser", { userName: "bob" }, "changed IAM user bob", "change IAM user bob"],
  ["DeleteUser", { userName: "bob" }, "deleted IAM user bob", "delete IAM user bob"],
  ["GetUser", { userName: "bob" }, "read IAM user bob", "read IAM user bob"],
  ["ListUsers", {}, "listed the IAM users", "list the IAM users"],
  [
    "CreateAccessKey",
    { userName: "bob" },
    "created access key AKIAI44QH8DHBEXAMPLE for IAM user bob",
    "",
    { responseElements: { accessKey: { accessKeyId: "AKIAI44QH8DHBEXAMPLE" } } },
  ],
  [
    "CreateAccessKey",
    { userName: "bob" },
    "created an access key for IAM user bob",
    "create an access key for IAM user bob",
  ],
  [
    "CreateAccessKey",
    {},
    "created access key AKIAI44QH8DHBEXAMPLE",
    "",
    { responseElements: { accessKey: { accessKeyId: "AKIAI44QH8DHBEXAMPLE" } } },
  ],
  ["CreateAccessKey", {}, "created an access key", "create an access key"],
  [
    "UpdateAccessKey",
    { accessKeyId: "AKIAI44QH8DHBEXAMPLE", status: "Inactive" },
    "set access key AKIAI44QH8DHBEXAMPLE to Inactive",
    "set access key AKIAI44QH8DHBEXAMPLE to Inactive",
  ],
  [
    "DeleteAccessKey",
    { accessKeyId: "AKIAI44QH8DHBEXAMPLE" },
    "deleted access key AKIAI44QH8DHBEXAMPLE",
    "delete access key AKIAI44QH8DHBEXAMPLE",
  ],
  [
    "ListAccessKeys",
    { userName: "bob" },
    "listed the access keys of IAM user bob",
    "list the access keys of IAM user bob",
  ],
  [
    "CreateLoginProfile",
    { userName: "bob" },
    "gave IAM user bob a console password",
    "give IAM user bob a console password",
  ],
  [
    "UpdateLoginProfile",
    { userName: "bob" },
    "changed the console password of IAM user bob",
    "change the console password of IAM user bob",
  ],
  [
    "DeleteLoginProfile",
    { userName: "bob" },
    "removed the console password of IAM user bob",
    "remove the console password of IAM user bob",
  ],
  ["ChangePassword", {}, "changed their own password", "change their own password"],
];
