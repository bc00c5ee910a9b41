//! The address of a store, and who one is to it: that the environment says alone, since what stands in a command is seen by others
//! and kept by shells.

use super::{BEAT, Store, error::StoreError, error::store, http::Connector};
use object_store::{
    ClientConfigKey, ObjectStore,
    aws::{AmazonS3Builder, AmazonS3ConfigKey},
    azure::MicrosoftAzureBuilder,
    gcp::GoogleCloudStorageBuilder,
    local::LocalFileSystem,
    path::Path,
    prefix::PrefixStore,
};
use std::{fs, path::PathBuf, sync::Arc};
use url::Url;

const WANTED: &str = "an address such as s3://BUCKET/PREFIX is wanted, or gs://, az:// (its CONTAINER) or file:///FOLDER";
const ENDPOINT: &str = "AWS_ENDPOINT_URL";

/// What stands for credentials in the environment, by scheme: one of these is enough.
const AWS: [&str; 6] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_METADATA_ENDPOINT",
    "AWS_SKIP_SIGNATURE",
];
const GOOGLE: [&str; 6] = [
    "GOOGLE_SERVICE_ACCOUNT",
    "GOOGLE_SERVICE_ACCOUNT_KEY",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "GOOGLE_BEARER_TOKEN",
    "GOOGLE_SKIP_SIGNATURE",
    "SERVICE_ACCOUNT",
];
const AZURE: [&str; 10] = [
    "AZURE_STORAGE_ACCOUNT_KEY",
    "AZURE_STORAGE_ACCESS_KEY",
    "AZURE_STORAGE_SAS_KEY",
    "AZURE_STORAGE_SAS_TOKEN",
    "AZURE_STORAGE_TOKEN",
    "AZURE_STORAGE_CLIENT_ID",
    "AZURE_CLIENT_ID",
    "AZURE_FEDERATED_TOKEN_FILE",
    "AZURE_STORAGE_USE_EMULATOR",
    "AZURE_SKIP_SIGNATURE",
];

/// The folder that an address of one names.
pub(super) fn folder(address: &str) -> Option<PathBuf> {
    let url = address.starts_with("file:///").then(|| Url::parse(address).ok())?;
    url?.to_file_path().ok()
}

/// What lies at an address; `env` says what the environment does.
pub(super) fn open(
    address: &str,
    env: &dyn Fn(&str) -> Option<String>,
) -> Result<Store, StoreError> {
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let shown = rest.rsplit_once('@').map_or(address.to_owned(), |(_, host)| {
        // What stands before it may be a password.
        format!("{scheme}://…@{host}")
    });
    let wrong = |reason: &str| StoreError::Address {
        address: shown.split('?').next().unwrap_or_default().to_owned(),
        reason: reason.to_owned(),
    };
    if rest.contains('@') {
        return Err(wrong(
            "credentials do not belong into an address, where others see them: set them in the environment",
        ));
    }
    if rest.contains(['?', '#']) {
        return Err(wrong(WANTED));
    }
    if scheme == "file" {
        return local(address).map_err(|reason| wrong(&reason));
    }
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let starts_empty = prefix.starts_with('/');
    let prefix = Path::parse(prefix).map_err(|_| wrong(WANTED))?;
    if bucket.is_empty() || starts_empty {
        return Err(wrong(WANTED));
    }
    let has = |names: &[&str]| names.iter().any(|name| env(name).is_some());
    let lacks = |wanted| StoreError::NoCredentials { address: address.to_owned(), wanted };
    let failed = |error| store(address, "cannot be opened", &error);
    let objects: Arc<dyn ObjectStore> = match scheme {
        "s3" if !has(&AWS) => {
            return Err(lacks("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"));
        }
        "s3" => {
            let builder = AmazonS3Builder::from_env().with_bucket_name(bucket);
            let said = |key| builder.get_config_value(&key).unwrap_or_default();
            let allows = said(AmazonS3ConfigKey::Client(ClientConfigKey::AllowHttp)) == "true";
            endpoint(&said(AmazonS3ConfigKey::Endpoint), allows).map_err(|e| wrong(&e))?;
            Arc::new(builder.with_http_connector(Connector).build().map_err(failed)?)
        }
        "gs" if !has(&GOOGLE) => {
            return Err(lacks("GOOGLE_APPLICATION_CREDENTIALS or GOOGLE_SERVICE_ACCOUNT"));
        }
        "gs" => {
            let builder = GoogleCloudStorageBuilder::from_env().with_bucket_name(bucket);
            Arc::new(builder.with_http_connector(Connector).build().map_err(failed)?)
        }
        "az" if !has(&AZURE) => {
            return Err(lacks("AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY"));
        }
        "az" => {
            let builder = MicrosoftAzureBuilder::from_env().with_container_name(bucket);
            Arc::new(builder.with_http_connector(Connector).build().map_err(failed)?)
        }
        _ => return Err(wrong(WANTED)),
    };
    let objects: Arc<dyn ObjectStore> = match prefix.as_ref().is_empty() {
        true => objects,
        false => Arc::new(PrefixStore::new(objects, prefix)),
    };
    Ok(Store { address: address.to_owned(), objects, keeps_headers: true, beat: BEAT })
}

/// Whether requests may go to an endpoint.
fn endpoint(endpoint: &str, allows_http: bool) -> Result<(), String> {
    if endpoint.contains('@') {
        return Err(format!(
            "{ENDPOINT} holds credentials: set them as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        ));
    }
    if endpoint.starts_with("http://") && !allows_http {
        return Err(format!(
            "{ENDPOINT} is http, where everyone on the way reads and changes what is sent: use https, or, for a store on this \
             computer, set AWS_ALLOW_HTTP=true"
        ));
    }
    Ok(())
}

fn local(address: &str) -> Result<Store, String> {
    let folder = folder(address).ok_or(WANTED)?;
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let local = LocalFileSystem::new_with_prefix(&folder).map_err(|error| error.to_string())?;
    let objects = Arc::new(local.with_automatic_cleanup(true));
    Ok(Store { address: address.to_owned(), objects, keeps_headers: false, beat: BEAT })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{endpoint, open};

    #[track_caller]
    fn refused(address: &str, named: &[&str], why: &str) {
        let env = |name: &str| named.contains(&name).then(|| "x".to_owned());
        let error = open(address, &env).unwrap_err().to_string();
        assert!(error.contains(why), "{address}: {error}");
        assert!(!error.contains("hunter2"), "{error}");
    }

    #[test]
    fn what_is_no_address_is_refused_with_advice() {
        for address in [
            "site",
            "s3:/b",
            "s3://",
            "s3:///p",
            "ftp://b/p",
            "s3://b//p",
            "s3://b/../p",
            "s3://b/p?x=hunter2",
            "file://x",
        ] {
            refused(address, &["AWS_ACCESS_KEY_ID"], "is wanted");
        }
        refused("s3://AKIA:hunter2@b/p", &["AWS_ACCESS_KEY_ID"], "do not belong into an address");
        refused("s3://b/p", &[], "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        refused("gs://b/p", &["AWS_ACCESS_KEY_ID"], "GOOGLE_APPLICATION_CREDENTIALS");
        refused("az://b/p", &["AWS_ACCESS_KEY_ID"], "AZURE_STORAGE_ACCOUNT_NAME");
    }

    #[test]
    fn nothing_goes_over_the_net_in_clear_unless_that_is_meant() {
        assert!(endpoint("", false).is_ok());
        assert!(endpoint("https://s3.example", false).is_ok());
        assert!(endpoint("http://127.0.0.1:9000", true).is_ok());
        assert!(endpoint("http://127.0.0.1:9000", false).unwrap_err().contains("AWS_ALLOW_HTTP"));
        assert!(endpoint("https://a:hunter2@s3.example", false).is_err());
    }
}
