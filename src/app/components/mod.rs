//! A file per component. A component's file, function, CSS block (`k-…`) and test share a name.

pub(super) mod address_link;
pub(super) mod attachments;
pub(super) mod chosen;
pub(super) mod contacts;
pub(super) mod copy_button;
pub(super) mod differences;
pub(super) mod entry;
pub(super) mod facets;
pub(super) mod footer;
pub(super) mod masthead;
pub(super) mod media_list;
pub(super) mod nothing_found;
pub(super) mod picture;
pub(super) mod prose;
pub(super) mod provenance;
pub(super) mod reading_tools;
pub(super) mod results;
pub(super) mod search_box;
pub(super) mod shortcuts_help;
pub(super) mod status_banner;
pub(super) mod topic_chips;
pub(super) mod versions;
pub(super) mod when;
