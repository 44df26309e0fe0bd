/** The Sync API (cognito-sync): one sentence for each operation. */
import * as l10n from "@vscode/l10n";
import type { Words } from "../words";

export const syncOperations = (): Words => ({
  BulkPublish: l10n.t("Starts sending all stored data of an identity pool to its stream."),
  DeleteDataset: l10n.t("Deletes a dataset of one identity on all its devices."),
  DescribeDataset: l10n.t("Reads facts about a dataset: size, number of records, dates."),
  DescribeIdentityPoolUsage: l10n.t("Reads how much data an identity pool stores in Sync."),
  DescribeIdentityUsage: l10n.t("Reads how much data one identity stores in Sync."),
  GetBulkPublishDetails: l10n.t("Reads how far the last bulk publish has come."),
  GetCognitoEvents: l10n.t("Reads which Lambda functions run when data is synchronized."),
  GetIdentityPoolConfiguration: l10n.t("Reads the Sync settings of an identity pool: push notifications and stream."),
  ListDatasets: l10n.t("Lists the datasets of one identity."),
  ListIdentityPoolUsage: l10n.t("Lists how much data each identity pool stores in Sync."),
  ListRecords: l10n.t("Reads the records of a dataset and opens a session for writing it back."),
  RegisterDevice: l10n.t("Registers a device for push messages about changed data."),
  SetCognitoEvents: l10n.t("Sets which Lambda functions run when data is synchronized."),
  SetIdentityPoolConfiguration: l10n.t("Sets the Sync settings of an identity pool: push notifications and stream."),
  SubscribeToDataset: l10n.t("Subscribes a device to changes of a dataset."),
  UnsubscribeFromDataset: l10n.t("Unsubscribes a device from changes of a dataset."),
  UpdateRecords: l10n.t("Writes changed records of a dataset back."),
});
