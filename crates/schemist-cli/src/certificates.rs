//! TLS: the OpenSSL that is built in does not know where a system keeps its certificates.

/// Points OpenSSL to the system's certificates, unless `SSL_CERT_FILE` or `SSL_CERT_DIR` already say where
/// they are. Call it first thing in `main`.
#[cfg(feature = "postgres")]
pub(crate) fn use_those_of_the_system() {
    // Asked by hand: the probe would overwrite a variable whose file is missing, and so trust certificates
    // that the user did not mean.
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("SSL_CERT_FILE") || is_set("SSL_CERT_DIR") {
        return;
    }
    // SAFETY: called first in `main`, before any other thread exists that could read the environment.
    #[allow(unsafe_code)]
    unsafe {
        openssl_probe::try_init_openssl_env_vars();
    }
}

/// Nothing to do without a client that speaks TLS.
#[cfg(not(feature = "postgres"))]
pub(crate) fn use_those_of_the_system() {}
