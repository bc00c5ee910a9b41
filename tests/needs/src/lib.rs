//! Attributes for tests that need what is not in every checkout: without it they are ignored, and said to be, never passed.

use proc_macro::{Literal, TokenStream, TokenTree};

/// Ignores the test below, an item with `#[test]`, where the data that are not part of the project are not there.
#[proc_macro_attribute]
pub fn shared_data(_: TokenStream, test: TokenStream) -> TokenStream {
    #[cfg(shared_data)]
    return test;
    #[cfg(not(shared_data))]
    {
        let ignored =
            "#[ignore = \"needs the shared data: see KIOSQUE_SHARED in benches/README.md\"]";
        let attribute: TokenStream = ignored.parse().unwrap_or_default();
        attribute.into_iter().chain(test).collect()
    }
}

/// Where those data are, or would be: the path as text.
#[proc_macro]
pub fn shared_folder(_: TokenStream) -> TokenStream {
    TokenTree::from(Literal::string(env!("SHARED_DATA"))).into()
}
